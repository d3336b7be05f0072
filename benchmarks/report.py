"""The scores of documents as a page in Markdown, the same for the same documents and the same reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from calibration import ENOUGH, Measured
from corpora import Document, answer, gold
from scoring import FIELDS, Counts, Score, macro, score, total

FEW = 10
"""Fewer answers than this say little of a field."""

_WEAK = 0.95
_HEAD = """# How well it reads

Made by `make quality`, never by hand: a test says when it is stale.

Each document below has gold: what a careful reader finds in it. What `sagsgang minutes --json` reads back out of the
graph is compared with it, field by field. **Precision** (P) is the share of what was found that is right, **recall**
(R) the share of what is there that was found, **F1** their harmonic mean; **macro F1** is the mean F1 of the fields of
which there is anything. *No register* is the same documents read as if `ontology/places/` were empty: what to expect of
a municipality that no register tells of.

**Training** documents had rules written or mended with them in view: their figures say that the rules do what they
were written for, no more. Only **held-out** documents, whose rules nobody fitted to them, tell what to expect of
others. `tests/minutes/families.toml` says which is which.
"""
_DOUBTS = f"""
## Doubts

What rules that are not sure of what they found (`sag:doubt`) are worth: of the facts in the documents above that count
in a score, how many are right. Each is taken out of the graph by itself: it is right when more is right with it than
without. The *confidence* that the graph keeps follows by Laplace's rule, (right + 1) / (cases + 2), rounded down to a
twentieth: half where nothing was seen, and cautious where little was (*few*: less than {ENOUGH}). Where held-out
documents have {ENOUGH} cases or more, they alone count; elsewhere training documents make it look better than it is.
`make quality` writes it into `ontology/doubts.ttl`.
"""


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its scores, read with the register of places and without."""

    document: Document
    known: Score
    bare: Score


def scored(documents: Iterable[Document]) -> list[Scored]:
    """Read and score documents, each twice."""
    return [
        Scored(d, score(gold(d), answer(d.path)), score(gold(d), answer(d.path, register=False))) for d in documents
    ]


def page(found: Sequence[Scored], doubts: Sequence[Measured]) -> str:
    """The whole report."""
    parts = [_HEAD, *_summary(found), *_weak(found)]
    for seen in (False, True):
        some = [each for each in found if each.document.seen is seen]
        parts += [f"\n## Fields: {_kind(seen)} documents\n", *(_fields(some) if some else ["There are none here."])]
    parts += [_DOUBTS, *_doubts(doubts)]
    parts += ["\n## Documents\n", *documents_table(found), "\n## Layout families\n"]
    for family in sorted({each.document.family for each in found}):
        parts += _family(family, [each for each in found if each.document.family == family])
    return "\n".join(parts) + "\n"


def documents_table(found: Iterable[Scored]) -> Iterator[str]:
    """A row a document: what is read of it, with the register and without."""
    yield from _heading("corpus", "document", "family", "", "answers", "P", "R", "macro F1", "no register")
    for each in found:
        document, whole = each.document, _whole(each.known)
        told = (document.corpus, document.name, document.family, _kind(document.seen), str(whole.cases))
        yield _row(
            *told, _share(whole.precision), _share(whole.recall), *map(_share, (macro(each.known), macro(each.bare)))
        )


def _summary(found: Sequence[Scored]) -> Iterator[str]:
    """All together, held-out and training apart."""
    yield "## All fields\n"
    yield from _heading("", "documents", "families", "answers", "P", "R", "macro F1", "no register")
    for seen in (False, True):
        some = [each for each in found if each.document.seen is seen]
        known, bare = total(each.known for each in some), total(each.bare for each in some)
        whole, families = _whole(known), {each.document.family for each in some}
        told = (_kind(seen), str(len(some)), str(len(families)), str(whole.cases))
        figures = (whole.precision, whole.recall, macro(known), macro(bare))
        yield _row(*told, *map(_share, figures)) if some else _row(*told, "", "", "", "")


def _weak(found: Sequence[Scored]) -> Iterator[str]:
    """What to be wary of: fields below the line, the lowest first, and fields of which there is little."""
    yield f"\n## What is weak\n\nFields whose F1 is below {_WEAK:.2f}, with the register or without it:\n"
    lines = []
    for seen in (False, True):
        some = [each for each in found if each.document.seen is seen]
        lines += sorted(_below(_kind(seen), some))
    yield "\n".join(line for _, line in lines) or "None."
    known = total(each.known for each in found if not each.document.seen)
    little = [f"{field} ({known.get(field, Counts()).cases})" for field in FIELDS if _few(known.get(field))]
    yield f"\nWith fewer than {FEW} answers in held-out documents, so that figures say little: {', '.join(little)}."


def _doubts(doubts: Iterable[Measured]) -> Iterator[str]:
    """A row a doubting rule: its facts that are right, and how sure it is therefore."""
    yield from _heading("doubt", "held-out", "right", "all", "right", "confidence", "")
    for one in doubts:
        told = map(str, (one.held_out, one.held_out_right, one.all, one.all_right))
        yield _row(one.doubt, *told, one.confidence, "few" if one.all < ENOUGH else "")


def _few(counts: Counts | None) -> bool:
    return counts is None or counts.cases < FEW


def _below(kind: str, some: Sequence[Scored]) -> Iterator[tuple[float, str]]:
    known, bare = total(each.known for each in some), total(each.bare for each in some)
    for field in known:
        one, other = known[field], bare[field]
        if min(one.f1, other.f1) < _WEAK:
            told = f"right {one.right}, invented {one.invented}, missed {one.missed}"
            yield one.f1, f"- {kind}, **{field}**: {_share(one.f1)}, no register {_share(other.f1)} ({told})"


def _fields(some: Sequence[Scored]) -> Iterator[str]:
    """A row a field: how many documents and answers stand behind it, and its figures."""
    known, bare = total(each.known for each in some), total(each.bare for each in some)
    figures = ("P", "R", "F1", "no register: P", "R", "F1")
    yield from _heading("field", "documents", "answers", "right", "invented", "missed", *figures)
    for field in FIELDS:
        one, other = known.get(field, Counts()), bare.get(field, Counts())
        if one.cases or other.cases:
            behind = sum(1 for each in some if field in each.known and each.known[field].cases)
            told = map(str, (field, behind, one.cases, one.right, one.invented, one.missed))
            yield _row(
                *told, *map(_share, (one.precision, one.recall, one.f1, other.precision, other.recall, other.f1))
            )


def _family(family: str, some: Sequence[Scored]) -> Iterator[str]:
    """One family: its documents, and its fields."""
    kinds = [_kind(seen) for seen in (False, True) if any(each.document.seen is seen for each in some)]
    known, bare = _share(macro(total(each.known for each in some))), _share(macro(total(each.bare for each in some)))
    plural = "documents" if len(some) > 1 else "document"
    yield f"### {family}\n\n{len(some)} {plural} ({' and '.join(kinds)}), macro F1 {known}, no register {bare}.\n"
    yield from _fields(some)
    yield ""


def _whole(one: Score) -> Counts:
    """The counts of all fields together."""
    return sum(one.values(), Counts())


def _kind(seen: bool) -> str:
    return "training" if seen else "held-out"


def _share(value: float) -> str:
    return f"{value:.3f}"


def _heading(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield "|" + " --- |" * len(names)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
