"""Reads a query out of a request by the SPARQL 1.1 Protocol (2.1): GET, a form, or the query itself as the body."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.requests import ClientDisconnect

from .negotiation import by_name, chosen
from .problem import Problem
from .question import GRAPH_TYPES, TABLE_TYPES, Limits, Question

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
SWALLOWED: Final = 64 << 20
"""Bytes read of a body that is too large, so that the client gets to read why."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The parameters of an address or a form, in order, as text."""

    pairs: tuple[tuple[str, str], ...] = field(default=())

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter that may stand once; None when it does not stand."""
        values = self.all(name)
        if len(values) > 1:
            raise Problem(400, "Bad request", f"the parameter {name} stands {len(values)} times")
        return values[0] if values else None


def fields(text: bytes) -> Fields:
    """`query=ASK%20%7B%7D&format=csv`; what is not UTF-8 is refused, not guessed."""
    try:
        pairs = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:  # UnicodeDecodeError is one
        raise Problem(400, "Bad request", "the parameters are not percent-encoded UTF-8, or too many") from None
    return Fields(tuple(pairs))


async def asked(request: Request, limits: Limits) -> tuple[Question | None, Fields]:
    """The question of a request, None when a GET holds none, and the parameters that came with it. Raises Problem."""
    address = fields(request.scope["query_string"])
    query, given = address.one("query"), address
    if request.method != "GET":
        if query is not None:
            raise Problem(400, "Bad request", "the query stands in the address and in the body: send one")
        query, given = await _posted(request, address, limits)
    if given.all("update") or address.all("update"):
        raise _read_only()
    default, named = _graphs(given, "default-graph-uri"), _graphs(given, "named-graph-uri")
    if query is None:
        return None, given
    if not query.strip():
        raise Problem(400, "Bad request", "the query is empty")
    return replace(_question(query, given, request), default_graphs=default, named_graphs=named), given


def _graphs(given: Fields, name: str) -> tuple[str, ...]:
    """The graphs that a parameter names; each an IRI."""
    for iri in given.all(name):
        try:
            NamedNode(iri)
        except ValueError:
            raise Problem(400, "Bad request", f"a {name} is no absolute IRI") from None
    return given.all(name)


async def _posted(request: Request, address: Fields, limits: Limits) -> tuple[str, Fields]:
    """The query of a POST, by its content type."""
    content_type, _, rest = request.headers.get("content-type", "").partition(";")
    kind = content_type.strip().casefold()
    if kind == UPDATE:
        raise _read_only()
    if kind not in (FORM, DIRECT):
        raise Problem(415, "Unsupported media type", f"send the query as {FORM} or {DIRECT}")
    charset = next((p.partition("=")[2] for p in rest.split(";") if p.partition("=")[0].strip() == "charset"), "utf-8")
    if charset.strip(" \"'").casefold() not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Unsupported media type", "only UTF-8 is read")
    if any(each.strip().casefold() != "identity" for each in request.headers.getlist("content-encoding")):
        raise Problem(415, "Unsupported media type", "compressed requests are not read")
    if kind == FORM:
        form = await posted(request, limits)
        query = form.one("query")
        if query is None and not form.all("update"):
            raise Problem(400, "Bad request", "the form has no query")
        return query or "", form
    body = await _body(request, limits.query, limits.patience)
    try:
        return body.decode("utf-8"), address
    except UnicodeDecodeError as error:
        raise Problem(400, "Bad request", f"the query is not UTF-8 at byte {error.start}") from None


async def posted(request: Request, limits: Limits) -> Fields:
    """The fields of a form that holds a query, each of its bytes three when it is escaped. Raises Problem."""
    return fields(await _body(request, 3 * limits.query + 4096, limits.patience))


async def _body(request: Request, limit: int, patience: float) -> bytes:
    """The body of a request; refused when it is longer than the limit, or takes longer than `patience`."""
    parts: list[bytes] = []
    length = 0
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                length += len(part)
                if length <= limit:
                    parts.append(part)
                if length > SWALLOWED:
                    break
    except ClientDisconnect:
        raise Problem(400, "Bad request", "the request was not sent to its end") from None
    except TimeoutError:
        raise Problem(408, "Too slow", f"the request was not sent within {patience:g} seconds") from None
    if length > limit:
        raise Problem(413, "Too big", f"the request is longer than {limit} bytes")
    return b"".join(parts)


def _question(query: str, given: Fields, request: Request) -> Question:
    """The question with the formats wanted: by `format` where it is given, else by Accept."""
    name, accept = given.one("format"), request.headers.get("accept")
    table, graph = formats(name, accept, TABLE_TYPES), formats(name, accept, GRAPH_TYPES)
    if table is None and graph is None:
        offer = ", ".join((*TABLE_TYPES, *GRAPH_TYPES))
        raise Problem(406, "No such format", f"an answer is offered as {offer}")
    return Question(query, table, graph, base=endpoint(request))


def formats(name: str | None, accept: str | None, offered: Sequence[str]) -> str | None:
    """The media type wanted among those offered; None when none is."""
    return by_name(name, offered) if name is not None else chosen(accept, offered)


def _read_only() -> Problem:
    return Problem(403, "Read only", "this endpoint only reads: the graph is built by the command")


def endpoint(request: Request) -> str:
    """The address asked, without its parameters: relative IRIs of a query are relative to it."""
    address = str(request.url.replace(query="", fragment=""))
    try:
        return str(NamedNode(address).value)
    except ValueError:
        raise Problem(400, "Bad request", "the Host of the request is no address") from None


def origin(request: Request) -> str:
    """The address of the server, without a slash at its end. Raises Problem for a Host that is none."""
    address = str(request.base_url).rstrip("/")
    try:
        return str(NamedNode(address).value)
    except ValueError:
        raise Problem(400, "Bad request", "the Host of the request is no address") from None
