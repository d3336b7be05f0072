"""A query as it is asked of the workers, what comes back, and the limits on both."""

from dataclasses import dataclass
from typing import Final

TABLE_TYPES: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPH_TYPES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take; times in seconds, sizes in bytes.

    `seconds` of wall time of the engine, `memory` beyond what the open store takes, `memory_of_all` of the queries that
    run at a time together, `answer` and `query` sizes, `rows` of a table, `depth` of nested brackets, `steps` of paths
    (`a/b/c`). `fast` workers stand ready, `slow` queries may run longer than `slice`, both by default two a processor;
    where the slow lane is full, one that has run `share` more makes room. Nobody waits for a worker longer than
    `queue`; a client sends its request within `patience`, and takes its answer within `sending`. A store whose files
    take up to `in_memory` is read into memory.
    """

    seconds: float = 10.0
    memory: int = 1 << 30
    memory_of_all: int = 1 << 30
    in_memory: int = 64 << 20
    answer: int = 64 << 20
    rows: int = 1_000_000
    query: int = 256 << 10
    depth: int = 200
    steps: int = 500
    fast: int | None = None
    slow: int | None = None
    slice: float = 0.2
    share: float = 1.0
    queue: float = 5.0
    patience: float = 15.0
    sending: float = 60.0


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the media type wanted when its answer is a table (`table`) or a graph (`graph`), and its dataset.

    Without graphs named, by the protocol or by FROM, the default graph is the union of all. `base` resolves relative
    IRIs.
    """

    query: str
    table: str | None = TABLE_TYPES[0]
    graph: str | None = GRAPH_TYPES[0]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer, as the engine writes them in `media_type`."""

    media_type: str
    body: bytes
