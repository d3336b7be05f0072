"""Where a request stands: the snapshot it asks, the day its statuses are of, and addresses for what it links to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast
from urllib.parse import urlencode

from fastapi import Request

from ...graph.store import Archive
from ...ontology import ID
from ...queries import named
from ..asking import Ask, Row
from ..held import Held
from .danish import typed_date

DAY: Final = "pr"
"""The parameter of every address that holds the day."""


@dataclass(frozen=True, slots=True)
class Here:
    """What the pages know of a request.

    ``day`` is the day that statuses are of, ``last`` the newest meeting day held (``day`` too, unless one was asked
    for); ``wrong`` is what was typed for a day and is none. ``apart``: municipalities have last days of their own.
    """

    asks: Ask
    archive: Archive
    path: str
    query: tuple[tuple[str, str], ...]
    day: date
    last: date | None
    wrong: str | None
    apart: bool = False

    @property
    def chosen(self) -> bool:
        """Whether a day of its own was asked for."""
        return self.day != self.last

    @property
    def on(self) -> str | None:
        """The day that was asked for; None: each municipality is shown as of its own last day."""
        return self.day.isoformat() if self.chosen else None

    def of(self, last: date | None) -> "Here":
        """The same on the page of something of a municipality with this last day."""
        if last is None:
            return self
        return replace(self, day=self.day if self.chosen else last, last=last, apart=False)

    def ask(self, name: str, **values: str) -> tuple[Row, ...]:
        """Ask the stored question pages/NAME."""
        return self.asks(named(f"pages/{name}").bind(values))

    def about(self, name: str, parameter: str, iris: Sequence[str]) -> tuple[Row, ...]:
        """Ask a stored question of several resources; of none, there is nothing to ask."""
        return self.ask(name, **{parameter: " ".join(iris)}) if iris else ()

    def link(self, iri: str) -> str:
        """The address of a resource of ours, with the chosen day; another's stays when a browser may go there."""
        if iri.startswith(ID):
            return self.to(local(iri))
        return iri if iri.startswith(("http://", "https://")) else "#"

    def to(self, path: str, **query: str) -> str:
        """An address of ours, with the chosen day."""
        path, hash_, fragment = path.partition("#")
        if self.chosen:
            query |= {DAY: self.day.isoformat()}
        return path + ("?" + urlencode(query) if query else "") + hash_ + fragment

    def again(self, **changes: str) -> str:
        """The page's own address with some parameters changed; an empty one is left out."""
        query = {**dict(self.query), **changes}
        kept = {key: value for key, value in query.items() if value}
        return self.path + ("?" + urlencode(kept) if kept else "")

    def asked(self, name: str) -> str:
        """What the address holds for a parameter, or nothing."""
        return dict(self.query).get(name, "").strip()


def local(iri: str) -> str:
    """`https://w3id.org/sagsgang/id/doc/3f` is served at `/id/doc/3f`."""
    return "/id/" + iri.removeprefix(ID)


def here(request: Request) -> Here:
    """Read a request; a typed day that is none is told and counts for nothing."""
    held = cast(Held, request.app.state.held)
    asks = held.ask
    (row,) = asks(named("pages/overview").bind({}))
    last = day(row, "day") or day(row, "last")
    typed = request.query_params.get(DAY, "").strip()
    chosen = typed_date(typed)
    # a store without meetings has no day of its own: nothing in it has a status either
    return Here(
        asks,
        held.archive(),
        request.url.path,
        tuple(request.query_params.items()),
        chosen or last or date.min,
        last,
        typed if typed and chosen is None else None,
        int(row.get("days", "0")) > 1,
    )


def day(row: Mapping[str, str], name: str) -> date | None:
    """The day that a row holds under a name, if it does."""
    text = row.get(name)
    return date.fromisoformat(text[:10]) if text is not None else None
