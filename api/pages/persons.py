"""Persons: the list of all, and the page of one with roles over time and what the person took part in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from fastapi.responses import HTMLResponse, Response

from ...ontology import SAG
from ..asking import Row
from .bodies import Body, bodies, unknown
from .danish import alphabetical
from .here import Here, day
from .labels import label
from .nodes import words
from .pager import Pager, paged
from .posts import Held, Maybe, maybes, posts
from .render import page, sheet

SEATS: Final = (f"{SAG}function-member", f"{SAG}function-chair")
"""The functions of those who sit in a body."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list: where they are members, how often they are named."""

    iri: str
    name: str
    times: int
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class PersonsView:
    """What the list's template shows."""

    lines: tuple[PersonLine, ...]
    pager: Pager
    total: int


@dataclass(frozen=True, slots=True)
class Member:
    """A membership as minutes show it; ``told`` are the places that show it, the newest first."""

    person: str
    name: str
    body: Body
    party: str | None
    first: date | None
    last: date | None
    told: tuple[str, ...] = ()
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One time that a person is named: in which function, with which role, of what, and where it stands."""

    day: date | None
    body: Body | None
    meeting: str | None
    function: str
    role: str | None
    announced: bool
    title: str | None
    case: str | None
    source: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """What the template of one person shows.

    ``basis`` says why all this is one person, ``heads`` are functions at meetings, with the places that tell them.
    """

    iri: str
    name: str
    also: tuple[str, ...]
    basis: str | None
    posts: tuple[Held, ...]
    maybes: tuple[Maybe, ...]
    members: tuple[Member, ...]
    roles: tuple[Role, ...]
    heads: tuple[tuple[Body, str, tuple[str, ...]], ...]
    said: tuple[tuple[str, int], ...]


def members(here: Here) -> tuple[Member, ...]:
    """Every membership, by name."""
    known = bodies(here)
    found = {
        row["membership"]: Member(
            row["person"],
            row.get("name", "Uden navn"),
            known.get(row["body"], unknown(row["body"])),
            row.get("party"),
            day(row, "first"),
            day(row, "last"),
            term=row.get("term"),
        )
        for row in here.ask("memberships")
    }
    return tuple(sorted(found.values(), key=lambda each: alphabetical(each.name)))


def body_members(here: Here, body: str) -> tuple[Member, ...]:
    """The members of one body, each with where the minutes say so."""
    told: dict[str, dict[str, None]] = {}
    for row in here.ask("members_told", body=body):
        told.setdefault(row["person"], {})[_place(row)] = None
    return tuple(
        replace(member, told=tuple(told.get(member.person, {}))) for member in members(here) if member.body.iri == body
    )


def person_lines(here: Here) -> list[PersonLine]:
    """Every person, in alphabetical order."""
    where: dict[str, dict[str, Body]] = {}
    for member in members(here):
        where.setdefault(member.person, {})[member.body.iri] = member.body
    lines = [
        PersonLine(row["person"], row["name"], int(row["times"]), tuple(where.get(row["person"], {}).values()))
        for row in here.ask("persons")
    ]
    return sorted(lines, key=lambda line: alphabetical(line.name))


def persons(here: Here) -> Response:
    """The list of persons; the address says which."""
    q = here.asked("q").casefold()
    chosen = [line for line in person_lines(here) if q in line.name.casefold()]
    if here.asked("format") == "csv":
        rows = ((line.name, " ".join(body.short for body in line.bodies), str(line.times), line.iri) for line in chosen)
        return sheet("personer", ("name", "member_of", "named", "person"), rows)
    lines, pager = paged(chosen, here.asked("side"))
    return page(here, "persons.html", PersonsView(tuple(lines), pager, len(chosen)), noindex=True)


def person(here: Here, iri: str) -> HTMLResponse | None:
    """The page of a person, if it is one that is held."""
    told = [row for row in here.ask("person", person=iri) if "name" in row]
    if not told:
        return None
    known = bodies(here)
    rows = here.ask("person_roles", person=iri)
    roles = [(_role(row, known), "item" in row) for row in {row["participation"]: row for row in rows}.values()]
    heads: dict[tuple[Body, str], list[str]] = {}
    for role, item in reversed(roles):
        if not item and role.body is not None:
            heads.setdefault((role.body, role.function), []).append(role.source)
    said = Counter(role.role for role, _ in roles if role.role is not None)
    view = PersonView(
        iri,
        told[0]["name"],
        tuple(dict.fromkeys(row["other"] for row in told if "other" in row)),
        told[0].get("basis"),
        posts(here, iri, ((row, _place(row)) for row in rows)),
        maybes(here, iri),
        tuple(replace(each, told=_told(each, roles)) for each in members(here) if each.person == iri),
        tuple(role for role, item in roles if item)[::-1],
        tuple((body, function, tuple(places)) for (body, function), places in heads.items()),
        tuple(said.most_common()),
    )
    return page(here, "person.html", view, noindex=True)


def _told(member: Member, roles: Sequence[tuple[Role, bool]]) -> tuple[str, ...]:
    """Where lists of members name the person, the newest first."""
    seats = {label(seat).lower() for seat in SEATS}
    during = (member.first or date.min, member.last or date.max)
    among = (
        role
        for role, item in reversed(roles)
        if not item and role.body == member.body and during[0] <= (role.day or date.min) <= during[1]
    )
    return tuple(dict.fromkeys(role.source for role in among if role.function in seats))


def _place(row: Row) -> str:
    """The words of a participation in its document."""
    at = words(row.get("mention", ""))
    document = row["participation"].partition("/participation/")[0]
    return f"{document}#{at.anchor}" if at is not None else row["participation"]


def _role(row: Row, known: Mapping[str, Body]) -> Role:
    """One participation from its row."""
    return Role(
        day(row, "date"),
        known.get(row["body"], unknown(row["body"])) if "body" in row else None,
        row.get("meeting"),
        label(row["function"]).lower() if "function" in row else "",
        row.get("role", row.get("elsewhere")),
        "announced" in row.get("standing", ""),
        row.get("title"),
        row.get("case"),
        _place(row),
    )
