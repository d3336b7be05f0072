"""One harvest: the list of bodies, the wanted meetings one after another, what of them is new, and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from ..candidates import Remark
from ..source import MOST_BYTES
from .address import origin
from .answers import LIST, Listed, Listing, Meeting, listing, meeting, meeting_path, pdf_path
from .chosen import Wanted, chosen
from .errors import NoAnswer
from .host import Host, Mark
from .kept import Entry, Kept, digest, opened
from .manners import Manners
from .robots import obey

MOST_OF_A_LIST: Final = 50_000_000
MOST_OF_A_PDF: Final = 200_000_000
LATELY: Final = 24 * 3600
"""Seconds within which an interrupted harvest is gone on with, not begun again."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class HarvestReport:
    """What a harvest did with the wanted `meetings`.

    `fetched` came as something new, `unchanged` as what was kept already, `resumed` were kept by a harvest that was
    interrupted, `left` were not asked for, because the host was given up. `earlier` counts agendas kept beside the
    minutes that followed them, `pdfs` the PDFs that came, `lost` those that did not, `unread` the items whose only text
    is a PDF. `failed` names what gave no answer to keep and why, `gone` the files of meetings that the host does not
    list any more.
    """

    meetings: int
    fetched: int
    unchanged: int
    resumed: int
    left: int
    earlier: int
    pdfs: int
    lost: int
    unread: int
    failed: tuple[Remark, ...]
    gone: tuple[str, ...]


def harvest(
    address: str,
    into: Path,
    wanted: Wanted | None = None,
    on_progress: Progress | None = None,
    manners: Manners | None = None,
) -> HarvestReport:
    """Keep the answers of a FirstAgenda Publication host in a folder, which `build` reads.

    `address` is the host's, with any path; `on_progress` is called after each meeting with how many are done, how many
    there are and the file. Raises WrongUse for what cannot be meant, NoAnswer when the host cannot be reached, forbids
    it or is no such host, Occupied when another harvest writes the folder, and OSError. Interrupted at any moment the
    folder holds whole answers, and the next harvest goes on.
    """
    manners, wanted = manners or Manners(), wanted or Wanted()
    here = origin(address)
    with Host(here, manners) as host, opened(into, here.name) as kept:
        return _Harvest(host, kept, wanted).run(on_progress or (lambda done, total, file: None))


class _Harvest:
    """One harvest under way."""

    def __init__(self, host: Host, kept: Kept, wanted: Wanted) -> None:
        self.host, self.kept, self.wanted = host, kept, wanted
        self.clock = host.manners.clock
        self.fetched = self.unchanged = self.resumed = self.earlier = 0
        self.pdfs = self.lost = self.unread = self.weary = 0
        self.failed: list[Remark] = []

    def run(self, on_progress: Progress) -> HarvestReport:
        obey(self.host, (LIST, meeting_path(""), *([pdf_path("")] if self.wanted.attachments else [])))
        self.host.greet()
        found = self._list()
        meetings = chosen(found, self.wanted)
        done = 0
        for each in meetings:
            if self._given_up():
                break
            self._meeting(each)
            done += 1
            on_progress(done, len(meetings), self.kept.meeting(each).name)
        listed = {each.id for each in found.meetings}
        gone = tuple(str(path) for id, path in sorted(self.kept.meetings.items()) if id not in listed)
        if done == len(meetings):
            self.kept.end()
        return HarvestReport(
            meetings=len(meetings),
            fetched=self.fetched,
            unchanged=self.unchanged,
            resumed=self.resumed,
            left=len(meetings) - done,
            earlier=self.earlier,
            pdfs=self.pdfs,
            lost=self.lost,
            unread=self.unread,
            failed=tuple(self.failed),
            gone=gone,
        )

    def _given_up(self) -> bool:
        return self.weary >= self.host.manners.weary

    def _list(self) -> Listing:
        """The list of bodies as it is now. Raises NoAnswer when it is none."""
        before = self.kept.entry(LIST, self.kept.list)
        sink = BytesIO()
        try:
            answer = self.host.ask(LIST, sink, MOST_OF_A_LIST, before.mark if before else None)
            data = self.kept.list.read_bytes() if answer.same else sink.getvalue()
            found = listing(data)
        except NoAnswer as error:
            if error.reason == "HTTP 404":
                raise NoAnswer(error.url, "HTTP 404: no host of FirstAgenda Publication") from error
            raise
        except ValueError as error:
            reason = f"not what a host of FirstAgenda Publication answers: {error}"
            raise NoAnswer(self.host.url(LIST), reason) from error
        if not answer.same:
            self.kept.keep(self.kept.list, data)
            self._remember(LIST, data, answer.mark, "")
        if found.nameless:
            self.failed.append(
                Remark(self.host.url(LIST), f"meetings without a usable Id, which are passed over: {found.nameless}")
            )
        return found

    def _meeting(self, listed: Listed) -> None:
        """One meeting and, where they are wanted, its PDFs."""
        try:
            path = self.kept.meeting(listed)
            answered = self._current(listed, path)
        except (NoAnswer, ValueError) as error:
            self._fail(self.host.url(meeting_path(listed.id)), error)
            return
        self.weary = 0
        if self.wanted.attachments:
            self._documents(path, (*answered.texts, *answered.attachments))
        self.unread += len(answered.texts)

    def _current(self, listed: Listed, path: Path) -> Meeting:
        """A meeting as it is now, kept. Raises NoAnswer, and ValueError for an answer that is no meeting."""
        before = self.kept.entry(listed.id, path)
        if before and before.told == listed.told and before.asked > self.clock.wall() - LATELY:
            self.resumed += 1
            return meeting(path.read_bytes(), listed.id)
        sink = BytesIO()
        answer = self.host.ask(meeting_path(listed.id), sink, MOST_BYTES, before.mark if before else None)
        data = path.read_bytes() if answer.same else sink.getvalue()
        answered = meeting(data, listed.id)
        if answer.same or self._holds(path, answered):
            self.unchanged += 1
            data = path.read_bytes()
        else:
            self._keep(path, data, answered)
        self.kept.meetings[listed.id] = path
        self._remember(listed.id, data, answer.mark, listed.told)
        return answered

    def _holds(self, path: Path, answered: Meeting) -> bool:
        """Whether a file says the same already."""
        before = _read(path)
        return before is not None and before.content == answered.content

    def _keep(self, path: Path, data: bytes, answered: Meeting) -> None:
        """Keep an answer. What it replaces stays beside it when that was another document: an agenda, now minutes."""
        before = _read(path)
        if before is not None and before.kind != answered.kind:
            self.kept.set_aside(path)
            self.earlier += 1
        self.kept.keep(path, data)
        self.fetched += 1

    def _documents(self, path: Path, documents: tuple[str, ...]) -> None:
        """The PDFs of a meeting; one that is kept does not change."""
        for document in dict.fromkeys(documents):
            target = self.kept.attachment(path, document)
            if target.exists() or self._given_up():
                continue
            try:
                with self.kept.growing(target) as file:
                    self.host.ask(pdf_path(document), file, MOST_OF_A_PDF)
                    file.seek(0)
                    if file.read(5) != b"%PDF-":
                        raise NoAnswer(self.host.url(pdf_path(document)), "the answer is no PDF")
            except NoAnswer as error:
                self.lost += 1
                self._fail(error.url, error)
            else:
                self.pdfs += 1
                self.weary = 0

    def _remember(self, key: str, data: bytes, mark: Mark, told: str) -> None:
        self.kept.remember(Entry(key, digest(data), mark.etag, mark.modified, told, self.clock.wall()))

    def _fail(self, url: str, error: NoAnswer | ValueError) -> None:
        """Tell what failed; a host that fails again and again, or wants to be left alone, is given up."""
        if isinstance(error, NoAnswer):
            self.weary = self.host.manners.weary if error.later else self.weary + 1 if error.weary else 0
            self.failed.append(Remark(error.url, error.reason))
        else:
            self.failed.append(Remark(url, str(error)))


def _read(path: Path) -> Meeting | None:
    """The meeting that a file is, if it is one."""
    try:
        return meeting(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
