"""The search: cases, persons and bodies by name, number and code."""

from dataclasses import dataclass
from typing import Final

from fastapi.responses import RedirectResponse, Response

from .bodies import Body, bodies
from .cases import CaseLine, case_lines
from .danish import alphabetical
from .here import Here
from .persons import PersonLine, person_lines
from .render import page

MOST: Final = 30


@dataclass(frozen=True, slots=True)
class FoundView:
    """What the template shows; the numbers are of all that was found."""

    q: str
    cases: tuple[CaseLine, ...]
    number_of_cases: int
    persons: tuple[PersonLine, ...]
    number_of_persons: int
    bodies: tuple[Body, ...]


def search(here: Here) -> Response:
    """What a search finds: every word asked for must be there; a number, code or IRI that is one thing leads there."""
    q = " ".join(here.asked("q").split())
    known = bodies(here)
    words = q.casefold().split()
    if not words:
        return page(here, "search.html", FoundView(q, (), 0, (), 0, ()), noindex=True)
    lines = case_lines(here)
    exact = [line.iri for line in lines if q in {line.number, line.iri}]
    exact += [body.iri for body in known.values() if q.casefold() in {(body.code or body.iri).casefold(), body.iri}]
    if len(exact) == 1:
        return RedirectResponse(here.link(exact[0]), 303)
    cases = [line for line in lines if _has(f"{line.title} {line.number or ''}", words)]
    people = [line for line in person_lines(here) if _has(line.name, words)]
    organs = [body for body in known.values() if _has(f"{body.name} {body.code or ''}", words)]
    cases.sort(key=lambda line: line.routine)
    view = FoundView(
        q,
        tuple(cases[:MOST]),
        len(cases),
        tuple(people[:MOST]),
        len(people),
        tuple(sorted(organs, key=lambda body: alphabetical(body.name))),
    )
    return page(here, "search.html", view, noindex=True)


def _has(text: str, words: list[str]) -> bool:
    """Whether a text has every word."""
    folded = text.casefold()
    return all(word in folded for word in words)
