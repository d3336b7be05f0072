"""Finding what is unsure: proposals, doubted facts, decisions that contradict each other, bodies of like names."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from typing import Final, Literal, TypeAlias

from ...ontology import FOAF, ORG, RDF, SAG
from ..corrections import Correction, Kind
from ..labels import alike
from ..resolve.places import place as known_place
from ..store import Archive
from ..view import doubted
from .looking import Looking

Sort = Literal["persons", "cases", "bodies", "fact", "decisions"]
"""What is unsure: whether two are one, whether a fact was read rightly, which of two decisions holds."""

Saying: TypeAlias = tuple[Kind, tuple[str, ...]]
"""The kind of a correction and what it is about."""

_HALF: Final = Decimal("0.5")
_ALIKE: Final = 0.85
"""How alike the names of two bodies are that may be one."""
_WORDS: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something unsure about one or two IRIs, and what to say of it either way.

    ``basis`` says why it is not sure, ``confidence`` how sure it is that the answer is yes; ``facts`` counts the
    statements that hang on it. ``accepted`` and ``rejected`` are the corrections, as kind and IRIs, of yes and no.
    """

    sort: Sort
    about: tuple[str, ...]
    basis: str
    confidence: Decimal
    facts: int
    accepted: Saying
    rejected: Saying

    @property
    def key(self) -> str:
        """What it is called: 8 hex digits of what it is about, the same as long as that has its IRI."""
        return sha256("|".join((self.sort, *self.about)).encode()).hexdigest()[:8]

    @property
    def usefulness(self) -> Decimal:
        """How many facts hang on it, times how unsure it is: 1 at even odds, 0 when certain."""
        return self.facts * (1 - abs(2 * self.confidence - 1))


def unsure(archive: Archive, place: str | None = None, settled: Iterable[Correction] = ()) -> list[Unsure]:
    """What is unsure in a store, of one municipality (name, code or IRI) or of all; the most useful first.

    What a correction of the store, or one that is ``settled`` already, answers is left out. Raises StoreError.
    """
    look = Looking(archive.store)
    towns = look.towns(place)
    known = {(one.kind, one.about) for one in (*archive.corrections(), *settled)}
    found = (*_proposals(look, towns), *_doubts(look, towns), *_decisions(look, towns), *_bodies(look, towns))
    left = [one for one in found if not {one.accepted, one.rejected} & known]
    return sorted(left, key=lambda one: (-one.usefulness, one.about))


def _pair(look: Looking, sort: Sort, about: Iterable[str], basis: str, confidence: Decimal) -> Unsure:
    """Two that may be one; what hangs on it is what the lesser of them has."""
    two = tuple(sorted(about))
    facts = min(map(look.pointing, two))
    return Unsure(sort, two, basis, confidence, facts, ("same", two), ("different", two))


def _proposals(look: Looking, towns: Collection[str]) -> Iterator[Unsure]:
    for node in look.having(RDF.type, str(SAG.Proposal)):
        if look.one(node, SAG.municipality) in towns and len(about := look.all(node, SAG.proposes)) == 2:
            sort: Sort = "cases" if "/case/" in about[0] else "persons"
            told = (look.one(node, SAG.identityBasis) or "", Decimal(look.one(node, SAG.confidence) or _HALF))
            yield _pair(look, sort, about, *told)


def _doubts(look: Looking, towns: Collection[str]) -> Iterator[Unsure]:
    """Doubted facts that count; a doubt of one value, which its evidence has, is of no fact by itself."""
    for (node, _), confidence in doubted(look.store):
        iri = str(node.value)
        doubt = look.one(iri, SAG.doubt)
        if not doubt or look.one(iri, SAG.about) or look.one(_document(iri), SAG.municipality) not in towns:
            continue
        if not any(look.one(whole, SAG.supersededBy) for whole in look.wholes(iri)):
            facts = 1 + look.pointing(iri)
            yield Unsure("fact", (iri,), doubt, confidence, facts, ("right", (iri,)), ("wrong", (iri,)))


def _decisions(look: Looking, towns: Collection[str]) -> Iterator[Unsure]:
    """Two documents that tell one treatment with outcomes of which none is the same; its own meeting's comes first."""
    for treatment in look.having(RDF.type, str(SAG.Treatment)):
        told = look.all(treatment, SAG.toldBy)
        if len(told) < 2:
            continue
        case = look.one(treatment, SAG.case)
        outcomes = {node: set(look.all(node, SAG.outcome)) for node in told}
        meeting = look.one(treatment, SAG.meeting)
        own = {node for node in told if meeting and any(look.one(w, SAG.meeting) == meeting for w in look.wholes(node))}
        if case and look.one(case, SAG.municipality) in towns:
            one, *rest = sorted(told, key=lambda node: (node not in own, node))
            for other in rest:
                some, others = outcomes[one], outcomes[other]
                if some and others and not some & others and _document(one) != _document(other):
                    facts = look.pointing(one) + look.pointing(other)
                    verdicts: tuple[Saying, Saying] = ("wrong", (other,)), ("wrong", (one,))
                    yield Unsure("decisions", (one, other), "other outcomes", _HALF, facts, *verdicts)


def _document(node: str) -> str:
    return node.rsplit("/", 2)[0]


def _bodies(look: Looking, towns: Collection[str]) -> Iterator[Unsure]:
    """Bodies of one municipality whose names are alike, or of which one is called by the other's initials."""
    for town in sorted(towns):
        bodies = [node for node in look.having(SAG.municipality, town) if str(SAG.Body) in look.all(node, RDF.type)]
        names = {node: look.one(node, FOAF.name) or "" for node in bodies}
        known = {f"{town}/body/{body.key}" for body in known_place(look.one(town, FOAF.name)).bodies}
        for one, other in combinations(bodies, 2):
            if {one, other} <= known or _successors(look, one, other):
                continue
            if like := _like(look, one, other, names):
                yield _pair(look, "bodies", (one, other), *like)


def _like(look: Looking, one: str, other: str, names: dict[str, str]) -> tuple[str, Decimal] | None:
    """Why two bodies may be one, and how sure that is: an estimate, no measured share."""
    score = alike(names[one], names[other])
    if score >= _ALIKE:
        return "names alike", Decimal("0.5")
    for code, full in ((one, other), (other, one)):
        letters = "".join(word[0] for word in _WORDS.findall(names[full])).casefold()
        if names[code].isupper() and len(letters) > 1 and names[code].casefold() == letters:
            return "a code of the initials", Decimal("0.7")
    return None


def _successors(look: Looking, one: str, other: str) -> bool:
    """Whether a reform has both."""
    ends = (ORG.originalOrganization, ORG.resultingOrganization)
    some, others = ({event for end in ends for event in look.having(end, node)} for node in (one, other))
    return bool(some & others)
