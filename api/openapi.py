"""What the description of the HTTP interface says of the SPARQL endpoint, whose parameters are read by hand."""

from typing import Any, Final

from .negotiation import SHORT
from .question import GRAPH_TYPES, TABLE_TYPES

TITLE: Final = "sagsgang"
DESCRIPTION: Final = """\
The way of cases through Danish municipalities, read from their minutes into an RDF graph.

- **SPARQL** answers any SPARQL 1.1 query, in a process that is stopped at its limits of time and memory.
- **Questions** are the stored queries, with typed parameters.
- **Resources** are lists of cases, persons, bodies and meetings, and one of each with what is known of it.
- **Paths** are the ways between two bodies, each with the cases that took it or are announced to.

Everything only reads. Errors are problem documents (RFC 9457). Dates are YYYY-MM-DD.
"""
TAGS: Final = [
    {"name": "SPARQL", "description": "SPARQL 1.1 Protocol, queries only."},
    {"name": "Questions", "description": "Stored queries: each has its own parameters."},
    {"name": "Resources", "description": "What the graph is about, as lists and one by one."},
    {"name": "Datasets", "description": "Everything to take away: dumps, descriptions, a calendar, what changed."},
    {"name": "Paths", "description": "Ways between bodies, done and planned told apart."},
    {"name": "Service", "description": "Whether the service is well."},
]
_FORMATS: Final = sorted(SHORT)


def _parameter(name: str, description: str, schema: dict[str, object]) -> dict[str, object]:
    return {"name": name, "in": "query", "description": description, "required": False, "schema": schema}


_GRAPHS: Final[dict[str, object]] = {"type": "array", "items": {"type": "string", "format": "iri"}}
SPARQL_PARAMETERS: Final = [
    _parameter("query", "The query, in SPARQL 1.1.", {"type": "string", "example": "SELECT * { ?s ?p ?o } LIMIT 10"}),
    _parameter("default-graph-uri", "Graphs that make up the default graph; they replace FROM.", _GRAPHS),
    _parameter("named-graph-uri", "Graphs that GRAPH sees; they replace FROM NAMED.", _GRAPHS),
    _parameter("format", "The format of the answer, instead of Accept.", {"type": "string", "enum": _FORMATS}),
]
_FORM: Final[dict[str, object]] = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": {"type": "string"},
        "default-graph-uri": _GRAPHS,
        "named-graph-uri": _GRAPHS,
        "format": {"type": "string", "enum": _FORMATS},
    },
}
SPARQL_BODY: Final = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {"schema": _FORM},
        "application/sparql-query": {"schema": {"type": "string"}},
    },
}


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {}, "text/plain": {}}}


ANY: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "What went wrong, as a problem document (RFC 9457), or as text for who reads no JSON.",
        "content": {
            "application/problem+json": {
                "schema": {
                    "type": "object",
                    "required": ["title", "status", "detail"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "detail": {"type": "string"},
                        "line": {"type": "integer", "description": "Of a query, counted from 1."},
                        "column": {"type": "integer", "description": "In code points, counted from 1."},
                    },
                }
            },
            "application/json": {},
            "text/plain": {},
            "text/html": {},
        },
    }
}
"""What any address may answer."""
QUESTION_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A table, in CSV a cell that a spreadsheet would calculate led in by an apostrophe; or a graph.",
        "content": {
            media_type: {}
            for media_type in (
                *("application/sparql-results+json", "text/csv", "text/tab-separated-values"),
                *GRAPH_TYPES,
            )
        },
    },
    400: _problem("A parameter is missing, unknown or of another type."),
    406: _problem("The answer is not offered in the format asked for."),
    429: _problem("The very same question is being answered already, more than once; see Retry-After."),
    503: _problem("The question took too long; see Retry-After."),
}
RESOURCE_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    300: {"description": "The IRI was used of several that documents now keep apart; `Link` has the address of each."},
    308: {"description": "What has this IRI has another now; `Location` is its address."},
    404: _problem("The graph holds no such thing."),
    422: _problem("A parameter is not valid."),
}
SPARQL_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer: a table of SELECT or ASK, a graph of CONSTRUCT or DESCRIBE.",
        "content": {media_type: {} for media_type in (*TABLE_TYPES, *GRAPH_TYPES)},
    },
    400: _problem("The query does not parse (with `line` and `column`), or would fetch, write or nest too deep."),
    403: _problem("An update: the endpoint only reads."),
    406: _problem("The answer is not offered in the format asked for."),
    413: _problem("The query or its answer is larger than the limit."),
    415: _problem("A body of another type than the two that the protocol names, or not in UTF-8."),
    429: _problem("The very same query is being answered already, more than once; see Retry-After."),
    503: _problem("The query took too long or too much memory, or there are too many; see Retry-After."),
}
