"""Telling what is unsure, in two plain lines with the words of the documents."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ...ontology import DCT, FOAF, RDF, SAG
from ..store import Archive
from .finding import Sort, Unsure
from .looking import Looking


def told(archive: Archive, one: Unsure) -> tuple[str, str]:
    """A question, and the words it is about with their places: `One person? »Eva Krog« and »Eva M. Krog«: initials`."""
    return _TOLD[one.sort](Looking(archive.store), one)


def _persons(look: Looking, one: Unsure) -> tuple[str, str]:
    names = [f"»{look.one(node, FOAF.name)}« ({_times(len(look.having(SAG.person, node)))})" for node in one.about]
    seen = [_first(look, look.having(SAG.person, node)) for node in one.about]
    return f"One person? {' and '.join(names)}: {one.basis}", " · ".join(seen)


def _cases(look: Looking, one: Unsure) -> tuple[str, str]:
    named = [_case(look, node) for node in one.about]
    seen = [_first(look, look.all(node, SAG.item)) for node in one.about]
    return f"One case? {' and '.join(named)}: {one.basis}", " · ".join(seen)


def _case(look: Looking, node: str) -> str:
    number = look.one(node, SAG.caseNumber)
    items = len(look.all(node, SAG.item))
    told = ", ".join(filter(None, (number, "1 item" if items == 1 else f"{items} items")))
    return f"»{look.one(node, DCT.title)}« ({told})"


def _bodies(look: Looking, one: Unsure) -> tuple[str, str]:
    named = {node: [each for each in look.having(SAG.body, node) if "/doc/" in each] for node in one.about}
    names = [f"»{look.one(node, FOAF.name)}« ({_times(len(told))})" for node, told in named.items()]
    return f"One body? {' and '.join(names)}: {one.basis}", " · ".join(_first(look, told) for told in named.values())


def _fact(look: Looking, one: Unsure) -> tuple[str, str]:
    node = one.about[0]
    kind = " ".join([look.label(look.one(node, RDF.type) or ""), *_way(look, node)])
    return (
        f"Rightly read? {kind}: {look.label(one.basis)}",
        f"{look.quote(node)} {look.where(node)}{_under(look, node)}",
    )


def _way(look: Looking, node: str) -> list[str]:
    """Of a referral from where to where and when: `from Direktionen to Økonomiudvalget 2025-06-10`."""
    ends = ((word, look.one(node, name)) for word, name in (("from", SAG.fromBody), ("to", SAG.toBody)))
    told = [f"{word} {look.one(body, FOAF.name)}" for word, body in ends if body]
    return [*told, *filter(None, [look.one(node, DCT.date) or look.one(node, SAG.edtf)])]


def _under(look: Looking, node: str) -> str:
    """The title of the item that a fact stands under."""
    titles = (look.one(whole, DCT.title) for whole in look.wholes(look.one(node, DCT.isPartOf) or node))
    title = next(filter(None, titles), None)
    return f", under »{title}«" if title else ""


def _decisions(look: Looking, one: Unsure) -> tuple[str, str]:
    first, second = (f"{_outcomes(look, node)}, {look.quote(node)} {look.where(node)}" for node in one.about)
    return f"Which decision holds? accept: {first}", f"reject: {second}"


def _outcomes(look: Looking, node: str) -> str:
    return ", ".join(look.label(outcome) for outcome in look.all(node, SAG.outcome))


def _times(count: int) -> str:
    return "1 mention" if count == 1 else f"{count} mentions"


def _first(look: Looking, nodes: list[str]) -> str:
    """The words and the place of the first of some stated nodes."""
    return f"{look.quote(nodes[0])} {look.where(nodes[0])}" if nodes else "not named"


_TOLD: Mapping[Sort, Callable[[Looking, Unsure], tuple[str, str]]] = MappingProxyType(
    {"persons": _persons, "cases": _cases, "bodies": _bodies, "fact": _fact, "decisions": _decisions}
)
