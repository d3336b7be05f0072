"""One document's minutes as JSON, read back out of the graph by stored queries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, QuerySolutions

from ..ontology import NON_PUBLIC, SAG
from ..queries import named
from .store import Archive

Json: TypeAlias = "bool | str | Sequence[Json] | Mapping[str, Json] | None"
Row = Mapping[str, str]

_PLAIN_KINDS = {
    "kind-minutes": "referat",
    "kind-correction": "referat",
    "kind-agenda": "dagsorden",
    "kind-supplement": "tillægsdagsorden",
}
_KIND_WORDS = {"referat", "dagsorden", "beslutningsprotokol", "beslutningsreferat", "tillægsdagsorden"}
_WEAK = {"outcome-discussed", "outcome-noted"}
_IN_ITEMS = {"participant", "responsible", "presenter", "chair"}


def minutes(archive: Archive, document: str) -> Mapping[str, Json]:
    """The minutes of a stored document (its IRI): every key always, empty or null where the document tells nothing.

    Dates are ISO 8601 (`2024-06-11`; `2024-06`, `2024-W18`, `2024-Q2` for periods), times `HH:MM`. Raises KeyError when
    the store does not hold the document.
    """
    heads = _rows(archive, "document", document=document)
    if not heads:
        raise KeyError(document)
    return _Reader(archive, document).whole(heads[0])


def _rows(archive: Archive, name: str, **values: str) -> list[Row]:
    """The rows of one of the queries of `queries/minutes/`, unbound variables left out."""
    solutions = archive.query(named(f"minutes/{name}").bind(values))
    assert isinstance(solutions, QuerySolutions)
    return [_row(solution, [v.value for v in solutions.variables]) for solution in solutions]


def _row(solution: QuerySolution, variables: Iterable[str]) -> Row:
    bound = ((name, solution[name]) for name in variables)
    return {name: term.value for name, term in bound if isinstance(term, NamedNode | BlankNode | Literal)}


def _local(iri: str) -> str:
    return iri.removeprefix(str(SAG))


class _Reader:
    """The rows of all queries, grouped by the item they belong to."""

    def __init__(self, archive: Archive, document: str) -> None:
        graph = f"{document}/graph"
        self.items = _rows(archive, "items", document=document)
        self.numbers = _by_item(_rows(archive, "numbers", graph=graph))
        self.routes = _by_item(_rows(archive, "route", graph=graph))
        self.referrals = _by_item(_rows(archive, "referrals", graph=graph))
        self.decisions = _by_item(_rows(archive, "decisions", graph=graph))
        self.people = _by_item(_rows(archive, "persons", graph=graph), "owner")
        self.parties = {r["name"]: r["party"] for rows in self.people.values() for r in reversed(rows) if "party" in r}
        self.parts = _by_item(_rows(archive, "parts", graph=graph))
        self.meetings = _rows(archive, "meetings", graph=graph)
        self.record = f"{document}/record/1"
        self.body: str | None = None
        self.day: str | None = None

    def whole(self, head: Row) -> Mapping[str, Json]:
        self.body, self.day = head.get("body"), head.get("date")
        tops = [row for row in self.items if "parent" not in row]
        return {
            "municipality": head.get("municipality"),
            "body": self.body,
            "meeting": {
                "date": head.get("date"),
                "start": _clock(head.get("start")),
                "end": _clock(head.get("end")),
                "place": head.get("place"),
                "kind": _kind(head),
            },
            "members": self._members("member"),
            "absent": self._members("absent"),
            "items": [self._item(row) for row in tops],
            "next_meetings": [
                {"body": row["body"], "date": row["date"]} for row in self.meetings if row["coming"] == "true"
            ],
        }

    def _members(self, function: str) -> list[Json]:
        """The members or absentees of the record, each once, with role, substitute, and party, wherever told."""
        rows = self.people[self.record]
        stands_in = {r["substituteFor"]: r["name"] for r in rows if "substituteFor" in r}
        found: dict[str, Json] = {}
        for row in rows:
            if _local(row["function"]) == f"function-{function}" and row["name"] not in found:
                substitute = {"substitute": stands_in.get(row["name"])} if function == "absent" else {}
                party = self.parties.get(row["name"])
                person = {"name": row["name"], "party": party, "role": row.get("role"), **substitute}
                found[row["name"]] = {k: v for k, v in person.items() if v is not None}
        return list(found.values())

    def _item(self, row: Row) -> Mapping[str, Json]:
        item, is_open = row["item"], row.get("access") != str(NON_PUBLIC)
        outcome, day = self._decision(item)
        parts = self.parts[item]
        return {
            "number": row.get("number"),
            "title": row["title"],
            "open": is_open,
            "case_numbers": [r["number"] for r in self.numbers[item]],
            "route": self._route(item, is_open),
            "referrals": [_referral(r) for r in self.referrals[item]],
            "recommendation": row["recommendation"] == "true",
            "decision_outcome": outcome,
            "decision_date": day,
            "persons": self._persons(item),
            "attachments": [_attachment(r) for r in parts if _local(r["kind"]) == "Attachment"],
            "followups": [_task(r) for r in parts if _local(r["kind"]) == "Task"],
            "dissents": [_dissent(r) for r in _stances(parts, "against", "reservation")],
            "recused": _names(r for r in self.people[item] if _local(r["function"]) == "function-recused"),
            "abstentions": [r.get("name") or r["party"] for r in _stances(parts, "abstained")],
            "sub_items": [self._item(sub) for sub in self.items if sub.get("parent") == item],
        }

    def _decision(self, item: str) -> tuple[str | None, str | None]:
        """The outcome that counts and the day of the own body's decision: the first that decides, else the first.

        What the body decided on an earlier day is no outcome of this meeting.
        """
        earlier = self.day or ""
        own = [r for r in self.decisions[item] if r.get("own") == "true" and r.get("date", earlier) >= earlier]
        latest = max((r.get("date", "") for r in own), default="")
        rows = sorted((r for r in own if r.get("date", "") == latest), key=lambda r: int(r.get("start", "0")))
        keys = [_local(r["outcome"]) for r in rows if "outcome" in r]
        main = next((k for k in keys if k not in _WEAK), None) or next(iter(keys), None)
        return (main.removeprefix("outcome-") if main else None), latest or None

    def _route(self, item: str, is_open: bool) -> list[str]:
        """As printed; else the bodies that decided, then those it goes to; else the document's own."""
        steps = self.routes[item]
        bodies = [r["body"] for r in steps if "body" in r and r.get("hearing") != "true"]
        if is_open and not any(_local(r["basis"]) == "basis-stated" for r in steps):
            ahead = [r for r in self.referrals[item] if r["carriedOut"] != "true" and r.get("hearing") != "true"]
            later = [r["to"] for r in ahead]
            own = [self.body] if self.body else []
            bodies = [*bodies, *own, *later]
        return [b for i, b in enumerate(bodies) if i == 0 or bodies[i - 1] != b]

    def _persons(self, item: str) -> list[Json]:
        """Each person once a function; `announced_only` where others are recorded, or it was for another meeting."""
        rows = [r for r in self.people[item] if _local(r["function"]).removeprefix("function-") in _IN_ITEMS]
        recorded = {r["name"] for r in rows if _local(r["standing"]) == "standing-recorded"}
        found: dict[tuple[str, str], dict[str, Json]] = {}
        for row in rows:
            function = _local(row["function"]).removeprefix("function-")
            person = found.setdefault((row["name"], function), {"name": row["name"], "function": function})
            if "role" in row:
                person.setdefault("role", row["role"])
            if row["name"] not in recorded and (recorded or "announcedFor" in row):
                person["announced_only"] = True
        return list(found.values())


def _by_item(rows: Iterable[Row], key: str = "item") -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _clock(value: str | None) -> str | None:
    return value[11:16] if value else None


def _kind(head: Row) -> str | None:
    """As printed when it is a word for a kind, else the Danish word for what kind it is."""
    stated = head.get("kind", "").casefold()
    return stated if stated in _KIND_WORDS else _PLAIN_KINDS.get(_local(head.get("documentKind", "")))


def period(day: str | None, edtf: str | None) -> str | None:
    """A date or period: EDTF with quarters as `2024-Q2` and whole weeks as `2024-W18`.

    >>> period(None, "2024-34"), period(None, "2024-04-29/2024-05-05"), period("2024-06-11", None)
    ('2024-Q2', '2024-W18', '2024-06-11')
    """
    if day or edtf is None:
        return day
    if match := re.fullmatch(r"(\d{4})-3([3-6])", edtf):
        return f"{match[1]}-Q{int(match[2]) - 2}"
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", edtf):
        first, last = (date.fromisoformat(part) for part in match.groups())
        if first.isoweekday() == 1 and (last - first).days == 6:
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02}"
    return edtf


def _referral(row: Row) -> Json:
    status = "done" if row["carriedOut"] == "true" else "recommended" if row["recommended"] == "true" else "planned"
    when = period(row.get("date"), row.get("edtf"))
    return {"from": row["from"], "to": row["to"], "status": status, **({"date": when} if when else {})}


def _attachment(row: Row) -> Json:
    is_open = row.get("access") != str(NON_PUBLIC)
    return {"number": row.get("number"), "title": row["title"], "open": is_open, "journal": row.get("documentNumber")}


def _task(row: Row) -> Json:
    when = period(row.get("date"), row.get("edtf"))
    return {"assignee": row.get("assignee"), "text": row["wording"], **({"deadline": when} if when else {})}


def _stances(parts: Sequence[Row], *stances: str) -> list[Row]:
    return [r for r in parts if _local(r.get("stance", "")).removeprefix("stance-") in stances]


def _dissent(row: Row) -> Json:
    return {"name_or_party": row.get("name") or row.get("party")}


def _names(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(r["name"] for r in rows))
