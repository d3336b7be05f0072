"""A file of corrections, in Turtle: read, and checked against the shapes of the model."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ...ontology import PREFIXES, RDF, SAG
from .agreement import contradiction
from .graph import CORRECTIONS, from_quads
from .model import Correction, concluded_sort, is_stated, sort, town

_IN_GRAPH: Final = f"<{CORRECTIONS}> .".encode()


class CorrectionError(Exception):
    """Corrections cannot be used; the message is one line, and names the file and the correction."""


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file (Turtle, as `docs/corrections.md` tells), in the order of their IRIs.

    Raises CorrectionError for a file that is not to be read, a correction that is not of that form, and corrections
    that contradict each other.
    """
    try:
        text = path.read_text("utf-8")
        return parsed(text)
    except (OSError, UnicodeDecodeError, SyntaxError, ValueError) as error:
        raise CorrectionError(f"{path}: {_reason(error)}") from error


def agree(dump: Path, held: Iterable[Correction]) -> None:
    """Raise CorrectionError where the corrections of a dump (N-Quads) and those held contradict each other.

    Lines that are no N-Quads are for the loader to find; raises OSError when the file cannot be read.
    """
    with dump.open("rb") as lines:
        told = b"".join(line for line in lines if line.rstrip().endswith(_IN_GRAPH))
    try:
        fault = contradiction({*held, *from_quads(ox.parse(told, ox.RdfFormat.N_QUADS))})
    except SyntaxError:
        return
    if fault:
        raise CorrectionError(f"{dump}: {fault}")


def parsed(text: str) -> tuple[Correction, ...]:
    """The corrections of a text. Raises SyntaxError for what is no Turtle, ValueError for what cannot be used."""
    quads = list(ox.parse(text, ox.RdfFormat.TURTLE, base_iri=str(SAG)))
    if fault := next(_faults(quads), None):
        raise ValueError(fault)
    found = from_quads(quads)
    if fault := next((fault for one in found for fault in faults(one)), None):
        raise ValueError(fault)
    if fault := contradiction(found):
        raise ValueError(fault)
    return found


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or '').casefold()}"
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    return f"is not Turtle: {' '.join(str(error).split())}" if isinstance(error, SyntaxError) else str(error)


def _faults(quads: Sequence[ox.Quad]) -> Iterator[str]:
    """What breaks the model: a correction without a name or a type, or against its shape."""
    typed = {quad.subject for quad in quads if quad.predicate.value == str(RDF.type) and _is_correction(quad.object)}
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) and (quad.subject in typed or _is_ours(quad)):
            yield "a correction has no name: give it an IRI instead of [ … ] or _:…"
        if quad.subject not in typed and _is_ours(quad):
            yield f"{quad.subject} is no sag:Correction, but has {_short(quad.predicate.value)}"
    lines = (f"{quad.triple} <{CORRECTIONS}> .\n" for quad in quads if quad.subject in typed)
    # The shapes take a second to load and to run: only files of corrections need them.
    from ...shapes import validate

    report = validate("".join(lines).encode())
    for result in report.results:
        if result.severity == "violation":
            told = f" ({_short(str(result.path))})" if result.path else ""
            yield f"<{result.focus}>{told}: {result.message('en')}"


def _is_correction(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value == str(SAG.Correction)


def _is_ours(quad: ox.Quad) -> bool:
    return quad.predicate.value in (str(SAG.correctionKind), str(SAG.about))


def _short(iri: str) -> str:
    return next((f"{short}:{iri.removeprefix(long)}" for short, long in PREFIXES.items() if iri.startswith(long)), iri)


def faults(one: Correction) -> Iterator[str]:
    """What a correction that keeps its shape says of what it cannot be said of."""
    sorts, about = [sort(each) for each in one.about], " and ".join(f"<{each}>" for each in one.about)
    if one.kind in ("same", "different"):
        if len(sorts) != 2:
            yield f"<{one.node}>: {one.kind} is said of two (sag:about), not of {about}"
        elif sorts[0] != sorts[1] or sorts[0] in (None, "stated"):
            yield f"<{one.node}>: {one.kind} is said of two persons, two cases or two bodies, not of {about}"
        elif len({found for each in one.about if (found := town(each))}) > 1:
            yield f"<{one.node}>: {about} are of two municipalities, which are concluded apart"
    elif len(sorts) != 1:
        yield f"<{one.node}>: {one.kind} is said of one (sag:about), not of {about}"
    elif one.kind == "label" and concluded_sort(one.about[0]) is None:
        yield f"<{one.node}>: a label is of a person, a case or a body, not of {about}"
    elif one.kind == "label" and not one.value:
        yield f"<{one.node}>: a label is given as sag:value"
    elif one.kind in ("wrong", "right") and not is_stated(one.about[0]):
        yield f"<{one.node}>: {one.kind} is said of what a document states (…/doc/…/decision/2), not of {about}"
    if one.kind != "label" and one.value is not None:
        yield f"<{one.node}>: only a label has a sag:value"
