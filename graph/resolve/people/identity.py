"""Identity: which names of a municipality's documents are one person's, and which only may be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ...corrections import Correction
from .names import fit, name_key, name_words, near_keys, one_letter_apart
from .ruled import RuledPersons
from .sightings import SEATED, Sighting
from .strands import both_seated, by_words, conflict, split, strands

_NEAR: Final = timedelta(days=731)
"""How far apart two sightings in one body may be that speak for one person: a committee's members stay some years."""
_RARE: Final = 2
"""In how many documents a misspelled name stands at most."""
_UNSURE: Final[Mapping[str, str]] = {
    "one name, never seen at one time": "0.5",
    "spelling": "0.9",
    "initials": "0.8",
    "a name left out": "0.7",
    "part of the name": "0.5",
    "one letter": "0.4",
}
"""Why two persons may be one, and how sure that is."""


@dataclass(slots=True, eq=False)
class Part:
    """Sightings of one name held to be one person's; ``why`` says why they are of the person they were joined to."""

    words: tuple[str, ...]
    sightings: list[Sighting]
    why: str | None = None
    namesakes: bool = False

    @property
    def order(self) -> tuple[int, int, tuple[str, ...], str]:
        """The fullest names first."""
        return -len(self.words), -sum(map(len, self.words)), self.words, min(one.node for one in self.sightings)


@dataclass(slots=True, eq=False)
class Cluster:
    """One person: the parts that are theirs, and the corrections that brought them together."""

    parts: list[Part] = field(default_factory=list)
    joined: list[Correction] = field(default_factory=list)

    @property
    def sightings(self) -> list[Sighting]:
        """All that is seen of them."""
        return [one for part in self.parts for one in part.sightings]

    @property
    def labels(self) -> list[str]:
        """What tells them from namesakes: parties before posts."""
        return sorted({one.label for one in self.sightings if one.label})


@dataclass(frozen=True, slots=True)
class Maybe:
    """Two persons that may be one."""

    one: Cluster
    other: Cluster
    why: str
    confidence: str


class Identities:
    """The persons of one municipality; what corrections say goes before every rule."""

    def __init__(self, seen: Iterable[Sighting], ruled: RuledPersons) -> None:
        self.ruled = ruled
        self.clusters: list[Cluster] = []
        self._of: dict[int, Cluster] = {}
        self._maybe: list[tuple[Part, Part, str]] = []
        self._names: dict[tuple[str, ...], list[Part]] = {}
        single: list[Sighting] = []
        for words, named in by_words(seen).items():
            if len(words) > 1:
                self._begin(words, named)
            elif words:
                single += named
        self._index()
        self._corrected()
        self._renamed()
        self._shortened()
        self._misspelled()
        self._called(single)

    @property
    def maybe(self) -> Iterator[Maybe]:
        """Each two persons that may be one, once, by the best reason."""
        found: dict[tuple[int, int], Maybe] = {}
        for one, other, why in self._maybe:
            a, b = self._of[id(one)], self._of[id(other)]
            key = (min(id(a), id(b)), max(id(a), id(b)))
            better = key not in found or found[key].confidence < _UNSURE[why]
            if a is not b and better and not self.ruled.apart(a.sightings, b.sightings):
                found[key] = Maybe(a, b, why, _UNSURE[why])
        yield from found.values()

    def _begin(self, words: tuple[str, ...], named: Sequence[Sighting]) -> None:
        """The persons of one name."""
        told = split(named, self.ruled.within(named))
        parts = [Part(words, list(group), namesakes=len(told.groups) > 1) for group in told.groups]
        self._names[words] = parts
        for part in parts:
            self.clusters.append(Cluster([part]))
            self._of[id(part)] = self.clusters[-1]
        self._maybe += [(parts[a], parts[b], "one name, never seen at one time") for a, b in told.unsure]

    def _index(self) -> None:
        """Names by the first letter and each later word, and by what names one letter apart have in common."""
        self._sounds: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        self._near: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in self._names:
            for word in dict.fromkeys(part for each in words for part in (each, each.rpartition("-")[2])):
                self._sounds[words[0][0], word].append(words)
            for key in sorted(near_keys(words)):
                self._near[key].append(words)

    def _corrected(self) -> None:
        """Who is one by a correction, unless another says that they are not, or it could mean several."""
        parts = {one.node: part for parts in self._names.values() for part in parts for one in part.sightings}
        for pair in self.ruled.same:
            ends = [[parts[node] for node in sorted(end) if node in parts] for end in (pair.one, pair.other)]
            if all(len(self._persons(end)) == 1 for end in ends) and not self._speaks_ruled(ends[0][0], ends[1][0]):
                kept, part = sorted((end[0] for end in ends), key=lambda part: part.order)
                self._join(kept, part, pair.correction.basis)
                self._of[id(kept)].joined.append(pair.correction)

    def _renamed(self) -> None:
        """`Anne Holm (tidligere Anne Lund)`: the text says that two names are one person's."""
        for parts in list(self._names.values()):
            for part in parts:
                for other in sorted({one.other for one in part.sightings if one.other}):
                    fits = [each for each in self._names.get(name_words(other), ()) if not self._speaks(part, each)]
                    if len({id(self._of[id(each)]) for each in fits}) == 1:
                        self._join(fits[0], part, "the text gives both names")

    def _shortened(self) -> None:
        """`Kim T. Jensen`, `Kim Jensen` and `Claus Nyrup`, each with the one fuller name that its surroundings have."""
        for part in sorted((part for parts in self._names.values() for part in parts), key=lambda part: part.order):
            fuller = list(self._fuller(part))
            fits = [each for each in fuller if not self._speaks(part, each)]
            near = [each for each in fits if self._supports(part, each)]
            if len(self._persons(near)) == 1:
                self._join(near[0], part, str(fit(" ".join(part.words), " ".join(near[0].words))))
            elif near:
                self._parcel_out(part, near)
            elif len(self._persons(fits)) == 1:
                why = str(fit(" ".join(part.words), " ".join(fits[0].words)))
                self._maybe.append((part, fits[0], why))

    def _fuller(self, part: Part) -> Iterator[Part]:
        """The parts of fuller names that a part's name may be short for."""
        words = part.words
        for other in self._sounds.get((words[0][0], words[-1]), ()):
            more = (len(other), sum(map(len, other))) > (len(words), sum(map(len, words)))
            if more and fit(" ".join(words), " ".join(other)) not in (None, "one letter"):
                yield from self._names[other]

    def _parcel_out(self, part: Part, near: Sequence[Part]) -> None:
        """A short name of several: what stands in one body, or one document, goes to the one it has there."""
        groups: dict[str, list[Sighting]] = defaultdict(list)
        for one in part.sightings:
            groups[one.body or one.document].append(one)
        for _, some in sorted(groups.items()):
            piece = Part(part.words, some, namesakes=True)
            fits = [each for each in near if self._together(piece, each)]
            if len(self._persons(fits)) != 1:
                continue
            nodes = {one.node for one in some}
            part.sightings = [one for one in part.sightings if one.node not in nodes]
            self._of[id(piece)] = self._of[id(fits[0])]
            piece.why = str(fit(" ".join(part.words), " ".join(fits[0].words)))
            self._of[id(piece)].parts.append(piece)
        if not part.sightings:
            self._of[id(part)].parts.remove(part)
            self.clusters = [cluster for cluster in self.clusters if cluster.parts]
            self._names[part.words] = [each for each in self._names[part.words] if each is not part]
            self._maybe = [entry for entry in self._maybe if part not in entry[:2]]

    def _misspelled(self) -> None:
        """`Eva Krgo` in the list where Eva Krog of that party stands otherwise."""
        for part in sorted((part for parts in self._names.values() for part in parts), key=lambda part: part.order):
            others = {words for key in near_keys(part.words) for words in self._near[key] if words != part.words}
            right = [
                each
                for words in sorted(others)
                if one_letter_apart(part.words, words)
                for each in self._names[words]
                if self._rarer(part, each) and not self._speaks(part, each) and self._together(part, each)
            ]
            sure = [each for each in right if self._same_seat(part, each)]
            if len(self._persons(sure)) == 1:
                self._join(sure[0], part, "one letter")
            elif len(self._persons(right)) == 1:
                self._maybe.append((part, right[0], "one letter"))

    def _called(self, single: Iterable[Sighting]) -> None:
        """`Jonas` is the one Jonas of the document; who it is of several, or of none, is not told."""
        documents: dict[str, list[Part]] = defaultdict(list)
        for parts in self._names.values():
            for part in parts:
                for document in dict.fromkeys(one.document for one in part.sightings):
                    documents[document].append(part)
        for one in single:
            fits = [part for part in documents[one.document] if one.words[0] in (part.words[0], part.words[-1])]
            persons = [each for each in self._persons(fits) if not self.ruled.apart([one], each.sightings)]
            if said := next((pair for pair in self.ruled.same if one.node in pair.one | pair.other), None):
                ends = (said.one | said.other) - {one.node}
                persons = [each for each in self.clusters if ends & {seen.node for seen in each.sightings}]
            if len(persons) == 1:
                persons[0].parts.append(Part(one.words, [one], said.correction.basis if said else "part of the name"))
                persons[0].joined += [said.correction] if said else []

    def _persons(self, parts: Iterable[Part]) -> list[Cluster]:
        """The persons that parts are of, each once."""
        return list({id(self._of[id(part)]): self._of[id(part)] for part in parts}.values())

    def _join(self, kept: Part, part: Part, why: str) -> None:
        """Hold two parts to be one person's, unless what is known of the two persons speaks against it."""
        person, joined = self._of[id(kept)], self._of[id(part)]
        if person is joined:
            return
        part.why = part.why or why
        person.parts += joined.parts
        for each in joined.parts:
            self._of[id(each)] = person
        person.joined += joined.joined
        joined.parts = []
        self.clusters.remove(joined)

    def _speaks(self, one: Part, other: Part) -> bool:
        """Whether what is known of two parts' persons speaks against their being one."""
        if self._of[id(one)] is self._of[id(other)]:
            return False
        mine, theirs = self._of[id(one)].sightings, self._of[id(other)].sightings
        if self._speaks_ruled(one, other) or both_seated(mine, theirs):
            return True
        told = strands(theirs)
        return any(conflict(each, strand) for each in strands(mine).values() for strand in told.values())

    def _speaks_ruled(self, one: Part, other: Part) -> bool:
        """Whether a correction says that two parts' persons are two."""
        return self.ruled.apart(self._of[id(one)].sightings, self._of[id(other)].sightings)

    def _supports(self, one: Part, other: Part) -> bool:
        """Whether the surroundings speak for one person: the same body within years, document, party or post."""
        theirs = self._of[id(other)].sightings
        labels = {each.label for each in theirs if each.label and each.label != "elected"}
        return any(each.label in labels for each in one.sightings) or self._together(one, other)

    def _together(self, one: Part, other: Part) -> bool:
        """Whether documents of one body, within some years, or one document name both."""
        theirs = self._of[id(other)].sightings
        documents = {each.document for each in theirs}
        if any(each.document in documents for each in one.sightings):
            return True
        days: dict[str, list[date]] = defaultdict(list)
        for each in theirs:
            if each.body and each.day:
                days[each.body].append(date.fromisoformat(each.day))
        return any(
            min(days[each.body]) - _NEAR <= date.fromisoformat(each.day) <= max(days[each.body]) + _NEAR
            for each in one.sightings
            if each.body in days and each.day
        )

    def _rarer(self, one: Part, other: Part) -> bool:
        """Whether a name stands in few documents, and the other in more."""
        few, many = ({each.document for each in part.sightings} for part in (one, other))
        return len(few) <= _RARE and len(few) < len(many)

    def _same_seat(self, one: Part, other: Part) -> bool:
        """Whether two names stand for one seat in lists, or one post, at no time together."""
        theirs = self._of[id(other)].sightings
        seats = {(each.body, each.party) for each in theirs if each.listed and each.function in SEATED}
        posts = {(each.body, each.label) for each in theirs if each.label and each.label.startswith("post ")}
        documents = {each.document for each in theirs}
        return any(
            (each.listed and (each.body, each.party) in seats and each.document not in documents)
            or (each.body, each.label) in posts
            for each in one.sightings
        )


def known_keys(cluster: Cluster) -> set[str]:
    """Every name of a person, in the form of `sag:nameKey`: those seen, and those the text gives beside them."""
    return {one.key for one in cluster.sightings} | {name_key(one.other) for one in cluster.sightings if one.other}
