"""Which corrections nothing follows from, and why: what they are about may not be held, or may be of several."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Store

from ..ontology import DCT, PROV, SAG
from .corrections import Correction, is_stated
from .store import Archive

_USED = tuple(NamedNode(str(name)) for name in (SAG.correctedBy, SAG.supersededBy))
_READ_FROM = NamedNode(str(PROV.wasDerivedFrom))
_REPLACED = NamedNode(str(DCT.isReplacedBy))


def idle(archive: Archive) -> Iterator[tuple[Correction, str]]:
    """The corrections that change nothing of what is concluded, each with the reason, in the order of their IRIs."""
    for one in archive.corrections():
        if reason := _reason(archive.store, one):
            yield one, reason


def _reason(store: Store, one: Correction) -> str | None:
    unknown = [iri for iri in one.about if not _any(store, iri)]
    if unknown:
        return f"nothing that is held is {' or '.join(f'<{iri}>' for iri in unknown)}"
    if one.kind == "right" or any(_any_with(store, name, one.node) for name in _USED):
        return None
    if one.words and any(is_stated(iri) and not _has(store, iri, one.words) for iri in one.about):
        return "its words (sag:mention) are read otherwise now"
    several = [iri for iri in one.about if len(list(_now(store, iri))) > 1]
    if several:
        return f"what is meant may be one of several: {' and '.join(f'<{iri}>' for iri in several)}"
    return "changes nothing: what it is about is of two municipalities, or others say otherwise"


def _any(store: Store, iri: str) -> bool:
    """Whether anything is said of what an IRI names, in whatever graph."""
    return next(store.quads_for_pattern(NamedNode(iri), None, None), None) is not None


def _any_with(store: Store, name: NamedNode, iri: str) -> bool:
    return next(store.quads_for_pattern(None, name, NamedNode(iri)), None) is not None


def _has(store: Store, iri: str, words: Iterable[str]) -> bool:
    """Whether a stated node was read from one of some mentions."""
    said = store.quads_for_pattern(NamedNode(iri), _READ_FROM, None)
    return any(quad.object == NamedNode(each) for quad in said for each in words)


def _now(store: Store, iri: str) -> Iterator[str]:
    for quad in store.quads_for_pattern(NamedNode(iri), _REPLACED, None):
        yield str(quad.object)
