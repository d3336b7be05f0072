"""Folder -> store: what is new or changed is read, what is gone leaves, what follows is concluded again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from ..ontology import SAG
from .candidates import Candidate, Candidates, Remark, candidates
from .catalogue import FoundFile, document_iri, file_iri, folder_iri, printable
from .corrections import Correction
from .edition import edition
from .parallel import Done, Job, read_all
from .refusal import Withdrawn
from .source import OtherData, Unreadable
from .standing import idle
from .store import Archive, Entry
from .withheld import Withheld, withheld

__all__ = ["BuildReport", "Remark", "build"]

MANY = 100
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, and what the store now holds of the paths it was given.

    `read`, `unchanged` and `removed` count documents, `masked` the CPR numbers held back in those read; `documents` and
    the counts after it those held of these paths. `unreadable` names each file that was tried in vain, `skipped` those
    that are no minutes by ending or content, or a meeting's attachments, `notes` what is worth saying of a file that
    was read, `violating` the documents whose graphs breach the model. `corrections` counts those in force, `idle` names
    each that nothing follows from.
    """

    read: int
    unchanged: int
    removed: int
    documents: int
    items: int
    decisions: int
    referrals: int
    unread: int
    warnings: int
    violations: int
    masked: int
    unreadable: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    violating: tuple[Remark, ...]
    skipped: tuple[str, ...]
    corrections: int = 0
    idle: tuple[Remark, ...] = ()


def build(
    paths: Iterable[Path],
    archive: Archive,
    place: str | None = None,
    on_progress: Progress | None = None,
    *,
    workers: int | None = None,
    corrections: Iterable[Correction] | None = None,
) -> BuildReport:
    """Make the store equal to some folders and files; documents of other folders stay.

    `place` names the municipality of documents that do not tell; `on_progress` is called after each document read with
    how many are done, how many there are and the file; `workers` processes read, by default several when there are many
    (a script of one's own then needs `if __name__ == "__main__":`). `corrections` are the user's from now on; None
    keeps those of the store. Raises StoreError. Interrupted at any moment, the store holds
    whole documents, and the next build goes on.
    """
    found, held = candidates(paths, place or None), withheld(archive)
    archive.furnish()
    if corrections is not None:
        archive.correct(allowed(corrections, held))
    before = {entry.digest: entry for entry in archive.documents()}
    work = _Work(archive, found, before, held)
    work.read(on_progress or (lambda done, total, file: None), workers)
    work.leave()
    conclude_outstanding(archive)
    archive.rest(work.done >= MANY)
    return work.report()


def allowed(corrections: Iterable[Correction], held: Withheld | None) -> tuple[Correction, ...]:
    """The corrections that neither are about what was taken down nor tell a name that was."""
    some = tuple(corrections)
    if held is None:
        return some
    told = {one: " | ".join(filter(None, (one.who, one.why, one.value))) for one in some}
    return tuple(one for one in some if held.masked(told[one]) == told[one] and not any(map(held.reason, one.about)))


def conclude_outstanding(archive: Archive) -> None:
    """Conclude anew what has changed since it was concluded, by whom and however that ended, and describe that."""
    if outstanding := archive.outstanding():
        from .description import describe
        from .resolve import conclude

        conclude(archive, outstanding)
        describe(archive)
    archive.settle()


class _Work:
    """One build under way."""

    def __init__(self, archive: Archive, found: Candidates, before: Mapping[str, Entry], held: Withheld | None) -> None:
        self.archive, self.found, self.before, self.held = archive, found, before, held
        self.seen: set[str] = set()
        self.unreadable = list(found.unreadable)
        self.notes = list(found.notes)
        self.done = self.masked = 0
        self.files: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in found.files:
            if (digest := self._digest(candidate)) and not self._withdrawn(digest, candidate):
                self.files[digest].append(self._without_names(candidate))

    def read(self, on_progress: Progress, workers: int | None) -> None:
        """Read what the store does not hold as it is, and note where the rest was found."""
        places = {digest: self._place(digest) for digest in self.files}
        new = [digest for digest in self.files if not self._current(digest, places[digest])]
        self._find([digest for digest in self.files if digest not in set(new)])
        first = {digest: self.files[digest][0] for digest in new}
        told = ((each.path, each.name, each.member, self.held) for each in first.values())
        jobs = [Job(*each, places[digest]) for digest, each in zip(new, told, strict=True)]
        for count, (digest, result) in enumerate(zip(new, read_all(jobs, workers), strict=True), 1):
            if isinstance(result, Done):
                self._put(result, self.files[digest], places[digest])
            else:
                self._refuse(self.files[digest], result)
            on_progress(count, len(new), first[digest].name)

    def leave(self) -> None:
        """Forget the files that are not there any more, and with its last file a document."""
        known = [file for entry in self.before.values() for file in entry.files]
        for file in known:
            if self.found.covers(file) and file.iri not in self.seen:
                self.archive.lose(file.iri)
        for path in self.found.missing:
            its = {folder_iri(path), file_iri(path)}
            if not any(its & (file.inside | {file.iri}) for file in known):
                self.unreadable.append(Remark(printable(str(path)), "there is no such file or folder"))

    def report(self) -> BuildReport:
        held = self.archive.documents()
        ours = [entry for entry in held if any(file.iri in self.seen for file in entry.files)]
        items, decisions, referrals = (
            sum(self.archive.count(entry.graph, kind) for entry in ours)
            for kind in (SAG.AgendaItem, SAG.Decision, SAG.Referral)
        )
        return BuildReport(
            read=self.done,
            unchanged=len(ours) - self.done,
            removed=len(self.before.keys() - {entry.digest for entry in held}),
            documents=len(ours),
            items=items,
            decisions=decisions,
            referrals=referrals,
            unread=sum(entry.unread for entry in ours),
            warnings=sum(entry.warnings for entry in ours),
            violations=sum(entry.violations for entry in ours),
            masked=self.masked,
            unreadable=tuple(self.unreadable),
            notes=tuple(self.notes),
            violating=tuple(sorted(_violating(ours), key=lambda remark: remark.file)),
            skipped=tuple(self.found.skipped),
            corrections=len(self.archive.corrections()),
            idle=tuple(Remark(f"<{one.node}>", reason) for one, reason in idle(self.archive)),
        )

    def _digest(self, candidate: Candidate) -> str | None:
        """The sha256 of a file; one that cannot be read now keeps what was read of it."""
        try:
            return sha256(candidate.content()).hexdigest()
        except Unreadable as unreadable:
            self._remark([candidate], unreadable.reason, self.unreadable)
        except OSError as error:
            self.seen.add(candidate.found.iri)
            self._remark([candidate], f"cannot be read: {error.strerror}", self.unreadable)
        return None

    def _withdrawn(self, digest: str, candidate: Candidate) -> bool:
        """Whether a document was taken down, which its file is told of."""
        if self.held is None or not self.held.out(document_iri(digest)):
            return False
        self._remark([candidate], "was taken down, and stays out", self.notes)
        return True

    def _without_names(self, candidate: Candidate) -> Candidate:
        """A file as the catalogue is to know it: without names that were taken down."""
        if self.held is None:
            return candidate
        name, folder = map(self.held.masked, (candidate.found.name, candidate.found.folder))
        return replace(candidate, found=replace(candidate.found, name=name, folder=folder))

    def _place(self, digest: str) -> str | None:
        """The municipality given for a document; of several the first by name, so that no order of builds matters."""
        ours = {candidate.found.iri: candidate.found for candidate in self.files[digest]}
        others = self.before[digest].files if digest in self.before else ()
        files = chain(ours.values(), (file for file in others if file.iri not in ours and not self.found.covers(file)))
        return min((file.place for file in files if file.place), default=None)

    def _current(self, digest: str, place: str | None) -> bool:
        entry = self.before.get(digest)
        return entry is not None and entry.edition == edition() and entry.place == place

    def _put(self, done: Done, files: list[Candidate], place: str | None) -> None:
        self.archive.enter(done.stated, [candidate.found for candidate in files], place, done.report)
        self.done += 1
        self.masked += done.stated.masked
        self.seen |= {candidate.found.iri for candidate in files}
        if done.stated.encoding != "utf-8":
            self._remark(files, f"is not UTF-8: read as {done.stated.encoding}", self.notes)
        if done.stated.masked:
            self._remark(files, f"CPR numbers masked: {done.stated.masked}", self.notes)
        for note in done.stated.notes:
            self._remark(files, note, self.notes)

    def _refuse(self, files: list[Candidate], result: Unreadable) -> None:
        """A file in vain; data of a folder that never was minutes is only passed over."""
        if isinstance(result, Withdrawn):
            self._remark(files, result.reason, self.notes)
            return
        passed = [each for each in files if isinstance(result, OtherData) and not each.given]
        self.found.skipped += [candidate.shown for candidate in passed]
        self._remark([each for each in files if each not in passed], result.reason, self.unreadable)

    def _find(self, digests: Iterable[str]) -> None:
        """Note where documents that need no reading were found, unless the catalogue knows it."""
        found: dict[str, list[FoundFile]] = {}
        for digest in digests:
            files = {candidate.found for candidate in self.files[digest]}
            self.seen |= {file.iri for file in files}
            if strange := files.difference(self.before[digest].files):
                found[self.before[digest].document] = sorted(strange, key=lambda file: file.iri)
        if found:
            self.archive.find(found)

    def _remark(self, files: list[Candidate], text: str, remarks: list[Remark]) -> None:
        remarks += [Remark(candidate.shown, text) for candidate in files]


def _violating(entries: Iterable[Entry]) -> Iterator[Remark]:
    for entry in entries:
        if entry.violations:
            name = entry.files[0].name if entry.files else entry.document
            yield Remark(name, f"breaches of the model: {entry.violations}")
