"""What is counted while serving, in the text format of Prometheus (version 0.0.4): no texts, no addresses, no names."""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from ..course import Course
from ..held import Held
from ..pool import Pool

BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Upper bounds of durations, in seconds; the issue's own bound of one second among them."""
METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
"""Methods told by name: a stranger may send any word, and each would be a series of its own."""


class Metrics:
    """The counters of one application. Safe for many threads."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "sagsgang_requests",
            "Answers by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "sagsgang_request_seconds",
            "Seconds from a request to the end of its answer.",
            ("route",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._queries = Counter(
            "sagsgang_queries", "Queries by lane and outcome.", ("lane", "outcome"), registry=self._registry
        )
        self._query_seconds = Histogram(
            "sagsgang_query_seconds",
            "Seconds from a query to its outcome, waiting included.",
            ("lane",),
            buckets=BUCKETS,
            registry=self._registry,
        )

    def follow(self, held: Held, pool: Pool) -> None:
        """Tell of a store and its workers too, as they are when asked."""
        self._registry.register(_State(held, pool))

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(route, method if method in METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def query(self, course: Course) -> None:
        """Count a query."""
        self._queries.labels(course.lane, course.outcome).inc()
        self._query_seconds.labels(course.lane).observe(course.seconds)

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is read when asked: the workers and the store."""

    def __init__(self, held: Held, pool: Pool) -> None:
        self._held, self._pool = held, pool

    def describe(self) -> list[Metric]:
        """Nothing beforehand: to tell it, the store would be counted."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The state as it is now."""
        store = self._held.state()
        yield GaugeMetricFamily("sagsgang_ready", "1 when the store can be opened as it is now.", int(store.ready))
        yield GaugeMetricFamily("sagsgang_workers_alive", "Worker processes that run.", self._pool.alive())
        yield GaugeMetricFamily("sagsgang_store_quads", "Statements held.", store.quads)
        info = InfoMetricFamily("sagsgang_store", "Which state of the store is served.", labels=())
        info.add_metric((), {"version": store.version})
        yield info
