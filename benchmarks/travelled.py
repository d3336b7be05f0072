"""Concluded graphs by hand (`docs/graph.md`): cases of an invented municipality that went from body to body."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from sagsgang.graph.quads import RDF_TYPE, SAG, Quads, data, iri, literal, slug
from sagsgang.graph.store import Archive
from sagsgang.ontology import DCT, FOAF, ORG, SKOS

Stop = tuple[str, str]
"""A body's code and the day that it had the case."""
Announced = tuple[str, str, str, str, str]
"""A case, the sender, the receiver, the day of the announcement and the day announced."""


def body(code: str, place: str = "havnstrup") -> str:
    """The IRI of a body."""
    return data(f"municipality/{place}/body/{slug(code)}")


def case(name: str, place: str = "havnstrup") -> str:
    """The IRI of a case."""
    return data(f"municipality/{place}/case/{name}")


def travelled(
    cases: Mapping[str, str],
    *,
    place: str = "havnstrup",
    routine: Iterable[str] = (),
    reforms: Iterable[tuple[str, str, str]] = (),
    announced: Iterable[Announced] = (),
) -> Archive:
    """A store with cases: `{"a": "DIR 2024-01-01 ØK 2024-01-10"}`.

    Reforms are a day, codes before and codes after; announced steps a case, sender, receiver, the day of the
    announcement and the day announced.
    """
    archive = Archive()
    archive.load(written(cases, place=place, routine=routine, reforms=reforms, announced=announced))
    return archive


def written(
    cases: Mapping[str, str],
    *,
    place: str = "havnstrup",
    routine: Iterable[str] = (),
    reforms: Iterable[tuple[str, str, str]] = (),
    announced: Iterable[Announced] = (),
) -> bytes:
    """The same as N-Quads."""
    one = _World(place)
    for name, way in cases.items():
        words = way.split()
        one.case(name, list(zip(words[::2], words[1::2], strict=True)), name in set(routine))
    for day, before, after in reforms:
        one.reform(day, before.split(), after.split())
    for position, (name, sender, receiver, told, day) in enumerate(announced, 1):
        one.plan(name, sender, receiver, told, day, position)
    return one.quads.bytes()


class _World:
    def __init__(self, place: str) -> None:
        self.place, self.town = place, data(f"municipality/{place}")
        self.quads = Quads(data(f"graph/concluded/{place}"))
        self.told: set[str] = set()
        self.stops: dict[str, list[Stop]] = {}
        self.link(self.town, RDF_TYPE, SAG + "Municipality")
        self.say(self.town, FOAF.name, f"{place.capitalize()} Kommune")

    def say(self, node: str, name: str, value: str | int | bool | date) -> None:
        self.quads.say(node, name, literal(value))

    def link(self, node: str, name: str, target: str) -> None:
        self.quads.say(node, name, iri(target))

    def body(self, code: str) -> str:
        node = body(code, self.place)
        if node not in self.told:
            self.told.add(node)
            self.link(node, RDF_TYPE, SAG + "Body")
            self.say(node, FOAF.name, f"{code}-udvalget")
            self.say(node, SKOS.notation, code)
            self.link(node, SAG + "municipality", self.town)
        return node

    def case(self, name: str, stops: list[Stop], routine: bool) -> None:
        node = case(name, self.place)
        self.stops[name] = stops
        self.link(node, RDF_TYPE, SAG + "Case")
        self.say(node, DCT.title, f"Sag {name}")
        self.say(node, SAG + "caseNumber", f"24/{name}")
        self.say(node, SAG + "identityBasis", "number")
        self.link(node, SAG + "municipality", self.town)
        if routine:
            self.say(node, SAG + "routine", True)
        visits = [self.treatment(node, stop, place) for place, stop in enumerate(stops, 1)]
        for (one, other), (start, end) in zip(pairwise(stops), pairwise(visits), strict=True):
            hop = f"{end}/hop"
            self.link(start, SAG + "next", end)
            self.link(hop, RDF_TYPE, SAG + "Hop")
            self.link(hop, SAG + "case", node)
            self.link(hop, SAG + "fromTreatment", start)
            self.link(hop, SAG + "toTreatment", end)
            self.link(hop, SAG + "fromBody", self.body(one[0]))
            self.link(hop, SAG + "toBody", self.body(other[0]))
            self.say(hop, SAG + "days", (date.fromisoformat(other[1]) - date.fromisoformat(one[1])).days)

    def treatment(self, node: str, stop: Stop, position: int) -> str:
        code, day = stop
        treatment = f"{node}/treatment/{slug(code)}/{day}"
        self.link(treatment, RDF_TYPE, SAG + "Treatment")
        self.link(treatment, SAG + "case", node)
        self.link(treatment, SAG + "body", self.body(code))
        self.say(treatment, DCT.date, date.fromisoformat(day))
        self.say(treatment, SAG + "year", int(day[:4]))
        self.say(treatment, SAG + "position", position)
        self.link(treatment, SAG + "toldBy", data(f"doc/1/item/{position}"))
        meeting = f"{self.body(code)}/meeting/{day}"
        self.link(meeting, RDF_TYPE, SAG + "Meeting")
        self.link(meeting, SAG + "body", self.body(code))
        self.link(meeting, SAG + "record", f"{meeting}/record")
        self.say(meeting, DCT.date, date.fromisoformat(day))
        return treatment

    def reform(self, day: str, before: list[str], after: list[str]) -> None:
        node = f"{self.town}/change/{day}-{slug(before[0])}"
        self.link(node, RDF_TYPE, str(ORG.ChangeEvent))
        if day:
            self.say(node, DCT.date, date.fromisoformat(day))
        for code in before:
            self.link(node, ORG.originalOrganization, self.body(code))
        for code in after:
            self.link(node, ORG.resultingOrganization, self.body(code))

    def plan(self, name: str, sender: str, receiver: str, told: str, day: str, position: int) -> None:
        node = f"{case(name, self.place)}/plan/{slug(sender)}/{slug(receiver)}/{day}"
        self.link(node, RDF_TYPE, SAG + "Plan")
        self.link(node, SAG + "case", case(name, self.place))
        self.link(node, SAG + "fromBody", self.body(sender))
        self.link(node, SAG + "toBody", self.body(receiver))
        for property in ("earliest", "latest"):
            self.say(node, SAG + property, date.fromisoformat(day))
        self.say(node, DCT.date, date.fromisoformat(day))
        self.say(node, SAG + "announcedOn", date.fromisoformat(told))
        self.say(node, SAG + "recommended", False)
        self.say(node, SAG + "position", position)
        self.link(node, SAG + "toldBy", data(f"doc/1/referral/{position}"))
        kept = next((stop for stop in self.stops.get(name, ()) if stop[0] == receiver and stop[1] > told), None)
        if kept is not None:
            self.link(node, SAG + "keptBy", f"{case(name, self.place)}/treatment/{slug(kept[0])}/{kept[1]}")
