"""The graph of corrections in a store: `id:graph/corrections`, which travels with every export."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from ...ontology import DCT, ID, RDF, SAG
from ..quads import XSD, Quads, iri, literal
from .model import KINDS, Correction, Kind, concluded_sort

CORRECTIONS: Final = f"{ID}graph/corrections"
_KIND: Final[dict[str, Kind]] = {str(SAG[f"correction-{kind}"]): kind for kind in KINDS}


def as_nquads(corrections: Iterable[Correction]) -> bytes:
    """The graph of some corrections."""
    quads = Quads(CORRECTIONS)
    for one in sorted(corrections):
        quads.say(one.node, str(RDF.type), iri(str(SAG.Correction)))
        quads.say(one.node, str(SAG.correctionKind), iri(str(SAG[f"correction-{one.kind}"])))
        for about in one.about:
            quads.say(one.node, str(SAG.about), iri(about))
        for words in one.words:
            quads.say(one.node, str(SAG.mention), iri(words))
        quads.say(one.node, str(SAG.value), literal(one.value) if one.value is not None else None)
        quads.say(one.node, str(DCT.creator), literal(one.who))
        quads.say(one.node, str(DCT.description), literal(one.why))
        quads.say(one.node, str(DCT.created), literal(one.when, f"{XSD}date") if one.when else None)
    return quads.bytes()


def from_quads(triples: Iterable[ox.Quad | ox.Triple]) -> tuple[Correction, ...]:
    """The corrections that some statements tell, in the order of their IRIs; what is not whole is none."""
    said: dict[str, dict[str, list[str]]] = {}
    for each in triples:
        if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, ox.NamedNode | ox.Literal):
            values = said.setdefault(each.subject.value, {}).setdefault(each.predicate.value, [])
            values.append(each.object.value)
    return tuple(sorted(one for node, values in said.items() for one in _correction(node, values)))


def corrections_of(store: ox.Store) -> tuple[Correction, ...]:
    """The corrections that a store holds, in the order of their IRIs."""
    return from_quads(store.quads_for_pattern(None, None, None, ox.NamedNode(CORRECTIONS)))


def _correction(node: str, said: dict[str, list[str]]) -> Iterator[Correction]:
    kinds, about = said.get(str(SAG.correctionKind), []), said.get(str(SAG.about), [])
    who, why, value, when = (
        min(said.get(str(name), []), default=None) for name in (DCT.creator, DCT.description, SAG.value, DCT.created)
    )
    if str(SAG.Correction) in said.get(str(RDF.type), []) and len(kinds) == 1 and kinds[0] in _KIND and who and why:
        words = tuple(sorted(set(said.get(str(SAG.mention), []))))
        yield Correction(node, _KIND[kinds[0]], tuple(sorted(set(about))), who, why, value, when, words)


def touched(store: ox.Store, changed: Iterable[Correction], concluded: Iterable[str]) -> set[str]:
    """The concluded graphs, of some, that corrections are about: those to conclude anew when these come or go."""
    nodes = {node for one in changed for node in (*one.about, *(each.rpartition("/case/")[0] for each in one.about))}
    documents = {"/".join(node.split("/")[:-2]) for node in nodes if concluded_sort(node) is None}
    named = [ox.NamedNode(node) for node in sorted(nodes | documents) if node.startswith(ID)]
    return {
        graph
        for graph in concluded
        if any(next(store.quads_for_pattern(node, None, None, ox.NamedNode(graph)), None) for node in named)
    }
