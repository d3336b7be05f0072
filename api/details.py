"""One thing with what is known of it: the rest of a case, a person, a body or a meeting, as named values."""

from datetime import date
from typing import TypedDict

from ..ontology import NON_PUBLIC, PUBLIC
from ..queries import named
from .asking import Ask, Row
from .known import Known, person_named
from .models import Held, Item, Member, Membership, Part, Plan, Treatment
from .pages.labels import label
from .rows import day


class OfCase(TypedDict):
    """What a case has beside its row."""

    way: list[Treatment]
    plans: list[Plan]


class OfPerson(TypedDict):
    """What a person has beside their row."""

    also: list[str]
    posts: list[Held]
    memberships: list[Membership]
    parts: list[Part]


def of_case(ask: Ask, known: Known, iri: str) -> OfCase:
    """What was done and what was announced."""
    return {
        "way": _way(ask(named("pages/case_treatments").bind({"case": iri})), known),
        "plans": _plans(ask(named("pages/case_plans").bind({"case": iri})), known),
    }


def _way(rows: tuple[Row, ...], known: Known) -> list[Treatment]:
    """One treatment for the rows of each, which differ by outcome."""
    outcomes: dict[str, dict[str, None]] = {}
    for row in rows:
        told = outcomes.setdefault(row["treatment"], {})
        if "outcome" in row:
            told[label(row["outcome"])] = None
    first = {row["treatment"]: row for row in reversed(rows)}
    return [
        Treatment(
            iri=iri,
            body=known.body(first[iri]["body"]),
            date=date.fromisoformat(first[iri]["date"]),
            meeting=first[iri].get("meeting"),
            outcomes=list(outcomes[iri]),
        )
        for iri in outcomes
    ]


def _plans(rows: tuple[Row, ...], known: Known) -> list[Plan]:
    """One plan for the rows of each, which differ by what tells of it."""
    return [
        Plan(
            iri=row["plan"],
            source=known.body(row["from"]) if "from" in row else None,
            target=known.body(row["to"]),
            date=day(row, "date"),
            period=row.get("edtf"),
            announced=day(row, "announced"),
            recommended=row["recommended"] == "true" if "recommended" in row else None,
        )
        for row in {row["plan"]: row for row in rows}.values()
    ]


def of_person(ask: Ask, known: Known, iri: str) -> OfPerson:
    """Their names, the posts and bodies they were seen in, and what they took part in."""
    sat = [row for row in ask(named("pages/memberships").bind({})) if row["person"] == iri]
    parts = {row["participation"]: row for row in ask(named("pages/person_roles").bind({"person": iri}))}
    held = {row["holding"]: row for row in ask(named("pages/person_posts").bind({"person": iri}))}
    names = ask(named("pages/person").bind({"person": iri}))
    return {
        "also": list(dict.fromkeys(row["other"] for row in names if "other" in row)),
        "posts": [_held(row, known) for row in held.values()],
        "memberships": [
            Membership(
                body=known.body(row["body"]),
                party=row.get("party"),
                term=row.get("term"),
                first=day(row, "first"),
                last=day(row, "last"),
            )
            for row in {row["membership"]: row for row in sat}.values()
        ],
        "parts": [_part(row, known) for row in parts.values()],
    }


def _held(row: Row, known: Known) -> Held:
    body = known.body(row["body"]) if "body" in row else None
    return Held(name=row["name"], body=body, first=day(row, "first"), last=day(row, "last"))


def _part(row: Row, known: Known) -> Part:
    function, standing = row.get("function"), row.get("standing")
    return Part(
        date=day(row, "date"),
        body=known.body(row["body"]) if "body" in row else None,
        function=label(function) if function is not None else None,
        role=row.get("role", row.get("elsewhere")),
        title=row.get("title"),
        case=row.get("case"),
        standing=label(standing) if standing is not None else None,
    )


def members(ask: Ask, iri: str) -> list[Member]:
    """Who sat in a body."""
    sat = [row for row in ask(named("pages/memberships").bind({})) if row["body"] == iri]
    return [
        Member(
            person=person_named(row["person"], row.get("name")),
            party=row.get("party"),
            first=day(row, "first"),
            last=day(row, "last"),
        )
        for row in {row["membership"]: row for row in sat}.values()
    ]


def agenda(ask: Ask, iri: str) -> list[Item]:
    """The items of a meeting, in the order of the text."""
    rows = ask(named("api/meeting_items").bind({"meeting": iri}))
    access = {str(PUBLIC): True, str(NON_PUBLIC): False}
    return [
        Item(
            iri=row["item"],
            number=row.get("number"),
            title=row.get("title"),
            case=row.get("case"),
            open=access.get(row.get("access", "")),
        )
        for row in {row["item"]: row for row in rows}.values()
    ]
