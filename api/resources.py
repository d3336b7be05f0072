"""Lists of cases, persons, bodies and meetings, and one of each by its IRI, as JSON."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request

from ..queries import named
from .asking import Ask, Row
from .details import agenda, members, of_case, of_person
from .gone import absent
from .held import Held
from .known import Known, known, lines
from .models import Body, BodyRow, Case, CaseRow, Meeting, MeetingRow, Person, PersonRow, Rows, Value
from .openapi import RESOURCE_RESPONSES
from .pages.danish import alphabetical
from .replaced import moved
from .rows import body_row, case_row, meeting_row, person_row

Made = TypeVar("Made", bound=Value)
router = APIRouter(tags=["Resources"], responses=RESOURCE_RESPONSES)
Iri = Annotated[str | None, Query(description="The IRI of one, to get all that is known of it.")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list and the part of it that is wanted, with what is known to answer."""

    request: Request
    q: Annotated[str | None, Query(description="Words that its title, number or name holds.")] = None
    place: Annotated[str | None, Query(description="A municipality by name, number or IRI.")] = None
    body: Annotated[str | None, Query(description="A body by code, name or IRI.")] = None
    limit: Annotated[int, Query(ge=1, le=1000, description="How many at most.")] = 50
    offset: Annotated[int, Query(ge=0, description="How many to pass over.")] = 0

    @property
    def ask(self) -> Ask:
        """Asks the store."""
        return cast(Ask, self.request.app.state.ask)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a stored query of the API."""
        return self.ask(named(f"api/{name}").bind({}))

    def one(self, name: str, iri: str) -> Row:
        """The row of one thing; the way there when it has another IRI now, a Problem when it is not held."""
        for row in self.rows(name):
            if row["iri"] == iri:
                return row
        if there := moved(self.ask, iri, self.request.url.path, self.request.query_params):
            raise there
        archive = cast(Held, self.request.app.state.held).archive()
        raise absent(archive, iri, f"the graph holds none of the {name} with the IRI {iri}")


By = Annotated[Wanted, Depends()]


@router.get("/cases", summary="Cases, the newest first")
def cases(by: By, iri: Iri = None) -> Rows[CaseRow] | Case:
    """List the cases that a body (`body`) has had, or give one case with its way and its plans."""
    names = known(by.ask)
    if iri is None:
        return _part(by, by.rows("cases"), names, ("title", "numbers"), case_row)
    return Case(**dict(case_row(by.one("cases", iri), names)), **of_case(by.ask, names, iri))


@router.get("/persons", summary="Persons by name")
def persons(by: By, iri: Iri = None) -> Rows[PersonRow] | Person:
    """List the persons that sit or sat in a body (`body`), or give one person with what they took part in."""
    names = known(by.ask)
    if iri is None:
        rows = sorted(by.rows("persons"), key=lambda row: alphabetical(row.get("name", "")))
        return _part(by, rows, names, ("name",), person_row)
    return Person(**dict(person_row(by.one("persons", iri), names)), **of_person(by.ask, names, iri))


@router.get("/bodies", summary="Bodies by name")
def bodies(by: By, iri: Iri = None) -> Rows[BodyRow] | Body:
    """List the bodies, or give one body with its members."""
    names = known(by.ask)
    if iri is None:
        rows = sorted(by.rows("bodies"), key=lambda row: alphabetical(row.get("name", "")))
        return _part(by, rows, names, ("name", "codes"), body_row)
    return Body(**dict(body_row(by.one("bodies", iri), names)), members=members(by.ask, iri))


@router.get("/meetings", summary="Meetings, the newest first")
def meetings(by: By, iri: Iri = None) -> Rows[MeetingRow] | Meeting:
    """List the meetings of a body (`body`), held and announced, or give one meeting with its items."""
    names = known(by.ask)
    if iri is None:
        return _part(by, by.rows("meetings"), names, ("date",), meeting_row)
    return Meeting(**dict(meeting_row(by.one("meetings", iri), names)), agenda=agenda(by.ask, iri))


def _part(
    by: Wanted, rows: Iterable[Row], names: Known, searched: Sequence[str], make: Callable[[Row, Known], Made]
) -> Rows[Made]:
    """The part of a list that is wanted, of the rows that pass the filters."""
    kept = [row for row in rows if _passes(by, row, names, searched)]
    end = by.offset + by.limit
    again = [(name, value) for name, value in by.request.query_params.multi_items() if name not in ("limit", "offset")]
    following = f"{by.request.url.path}?{urlencode([*again, ('limit', by.limit), ('offset', end)])}"
    return Rows[Made](
        total=len(kept),
        limit=by.limit,
        offset=by.offset,
        next=following if end < len(kept) else None,
        rows=[make(row, names) for row in kept[by.offset : end]],
    )


def _passes(by: Wanted, row: Row, names: Known, searched: Sequence[str]) -> bool:
    """Say whether a row passes all filters given."""
    if by.q and by.q.casefold() not in " ".join(row.get(name, "") for name in searched).casefold():
        return False
    if by.place and not names.is_place(row.get("municipality"), by.place):
        return False
    its = lines(row.get("bodies") or row.get("body") or (row["iri"] if "codes" in row or "kind" in row else None))
    return not by.body or any(names.is_body(iri, by.body) for iri in its)
