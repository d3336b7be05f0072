"""The pen: what all writers of a concluded graph share, the IRIs of what is concluded and the ways to say something."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ....ontology import DCT, SAG, SKOS
from ...corrections import Correction, Sort
from ...parts import Known, Origin, Parts, part_of
from ...quads import RDF_TYPE, Quads, Value, data, iri, literal
from ..meetings import Meeting, Meetings
from ..places import Place
from ..rulings import Rulings
from ..treatments import Treatment


def graph_iri(place: Place) -> str:
    """The concluded graph of a municipality."""
    return data(f"graph/concluded/{place.key}")


class Divided:
    """The quads of a graph, divided by what they are about."""

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self._parts: dict[str, Quads] = {}
        self._of: dict[str, Quads] = {}
        self._kept: dict[str, str] = {}
        self._origins: dict[str, Origin] = {}

    def say(self, subject: str, predicate: str, term: str | None, about: str = "") -> None:
        """Add one quad, as `Quads` does, to those about something else than the subject if it is so."""
        if term is not None:
            self._quads(about or subject).say(subject, predicate, term)

    def _quads(self, about: str) -> Quads:
        found = self._of.get(about)
        if found is None:
            part = part_of(about)
            found = self._of[about] = self._parts.setdefault(part, Quads(self._graph))
        return found

    def keep(self, about: str, known: Known) -> None:
        """All that is about something is as it was."""
        self._kept[part_of(about)] = known.fingerprint
        self.follow(about, known.origin)

    def follow(self, about: str, origin: Origin | None) -> None:
        """All that is about something follows from this."""
        if origin is not None:
            self._origins[part_of(about)] = origin

    def parts(self) -> Parts:
        """All quads. Raises ValueError for what was said of something that is as it was."""
        if both := self._kept.keys() & self._parts.keys():
            raise ValueError(f"both kept and written: {', '.join(sorted(both))}")
        return Parts({part: quads.bytes() for part, quads in self._parts.items()}, self._kept, self._origins)


class Pen:
    """The concluded graph of one municipality as it grows."""

    def __init__(self, place: Place, met: Meetings, ruled: Rulings, known: Mapping[str, Known] | None = None) -> None:
        """``known`` are the parts that the graph holds."""
        self.place = place
        self.known = known or {}
        self.met = met
        self._ruled = ruled
        self.quads = Divided(graph_iri(place))

    def body_iri(self, key: str) -> str:
        """A body by its key."""
        return f"{self.place.iri}/body/{key}"

    def meeting_iri(self, meeting: Meeting) -> str:
        """A meeting."""
        return f"{self.body_iri(meeting.body)}/meeting/{meeting.key}"

    def treatment_iri(self, one: Treatment, case: str) -> str:
        """A treatment of a case (its IRI)."""
        return f"{case}/treatment/{one.body}/{one.day}"

    def meeting(self, body: str, day: str, key: str) -> str:
        """A meeting of a body on a day, said to be one; its IRI."""
        node = f"{self.body_iri(body)}/meeting/{key}"
        self.node(node, SAG.Meeting)
        self.link(node, SAG.body, self.body_iri(body))
        self.day(node, DCT.date, day)
        self.say(node, SAG.year, int(day[:4]))
        self.link(node, SAG.municipality, self.place.iri)
        return node

    def only_meeting(self, body: str, day: str) -> str | None:
        """The meeting of a body on a day, which coverage says to be one where nothing is held; None if several."""
        held = self.met.on(body, day)
        if not held:
            return f"{self.body_iri(body)}/meeting/{day}"
        return self.meeting_iri(held[0]) if len(held) == 1 else None

    def better(self, what: Sort, held: Iterable[str], replaced: Iterable[tuple[str, str]] = ()) -> "Names":
        """The names that corrections give to some things held (their IRIs), also by the IRIs these could have had."""
        current: dict[str, set[str]] = {node: {node} for node in held}
        for old, new in replaced:
            current.setdefault(old, set()).add(new)
        return Names(self, self._ruled.labels(what, current))

    def corrected(self, node: str, corrections: Iterable[str]) -> None:
        """What made something what it is."""
        for one in corrections:
            self.link(node, SAG.correctedBy, one)

    def node(self, node: str, kind: str) -> None:
        """A node of a class."""
        self.quads.say(node, RDF_TYPE, iri(kind))

    def say(self, node: str, name: str, value: Value | None) -> None:
        """A literal, unless there is none."""
        if value is not None:
            self.quads.say(node, name, literal(value))

    def day(self, node: str, name: str, day: str | None) -> None:
        """An ISO day as xsd:date, unless there is none."""
        self.say(node, name, date.fromisoformat(day) if day else None)

    def moment(self, node: str, name: str, moment: str | None) -> None:
        """An ISO moment as xsd:dateTime, unless there is none."""
        self.say(node, name, datetime.fromisoformat(moment) if moment else None)

    def replaced(self, old: str, new: str) -> None:
        """What something could have been called, and is not; said with what is told of it by the name it has."""
        self.quads.say(old, DCT.isReplacedBy, iri(new), about=new)

    def link(self, node: str, name: str, target: str | None) -> None:
        """A tie to another node, unless there is none."""
        self.quads.say(node, name, iri(target) if target else None)


class Names:
    """Names as they are to be shown: a better one where a correction gives it, the former beside it."""

    def __init__(self, pen: Pen, better: Mapping[str, Correction]) -> None:
        self._pen = pen
        self._better = better

    def of(self, node: str) -> Correction | None:
        """What gives something a better name."""
        return self._better.get(node)

    def say(self, node: str, name: str, value: str) -> str:
        """The name of something by a property, and what it is called now."""
        one = self._better.get(node)
        shown = one.value if one and one.value else value
        self._pen.say(node, name, shown)
        if one:
            self._pen.say(node, SKOS.altLabel, value if value != shown else None)
            self._pen.corrected(node, (one.node,))
        return shown
