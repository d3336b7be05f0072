"""The store without what is less sure than asked for: a copy for one command, or a few that the server keeps."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ..graph.store import Archive
from ..graph.view import confidences, view
from .course import Watch, unwatched
from .held import Held
from .pool import Pool
from .question import Limits

KEPT: Final = 3
"""Copies with workers at a time; those not asked for longest make room."""
STORE: Final = "store"
"""The name of a copy in its folder."""


@contextmanager
def without_unsure(store: Path, least: Decimal) -> Iterator[Path]:
    """Name the folder of a store without the facts whose confidence is below `least`; it is gone afterwards.

    A store that has none of these is named itself. Raises StoreError.
    """
    with ExitStack() as until_then:
        archive = until_then.enter_context(Archive(store, read_only=True))
        if not _below(archive, least):
            yield store
            return
        folder = Path(until_then.enter_context(TemporaryDirectory(prefix="sagsgang-"))) / STORE
        view(archive, least, folder).close()
        yield folder


def _below(archive: Archive, least: Decimal) -> list[Decimal]:
    return [confidence for confidence in confidences(archive.store) if confidence < least]


class Views:
    """Workers on the store without what is less sure; copies are made when first asked for. Safe for many threads."""

    def __init__(self, held: Held, pool: Pool, limits: Limits | None = None, watch: Watch = unwatched) -> None:
        """Follow a store; `pool` answers where nothing is left out, `watch` is told of the other questions."""
        self._held, self._pool, self._watch = held, pool, watch
        self._limits = replace(limits if limits is not None else Limits(), fast=1, slow=2)
        self._lock = threading.Lock()
        self._archive: Archive | None = None
        self._confidences: frozenset[Decimal] = frozenset()
        self._copies: dict[Decimal, TemporaryDirectory[str]] = {}
        self._pools: OrderedDict[Decimal, Pool] = OrderedDict()

    def pool(self, least: Decimal) -> Pool:
        """The workers that answer without what is less sure than `least`; takes long where a copy is made first.

        There are no more copies of one state of the store than it has confidences. Raises StoreError.
        """
        with self._lock:
            archive = self._follow()
            last = max((confidence for confidence in self._confidences if confidence < least), default=None)
            if last is None:
                return self._pool
            if last not in self._pools:
                self._pools[last] = Pool(self._copy(archive, last, least), self._limits, self._watch, self._pool)
            self._pools.move_to_end(last)
            while len(self._pools) > KEPT:
                self._pools.popitem(last=False)[1].close()
            return self._pools[last]

    def close(self) -> None:
        """End the workers and remove the copies."""
        with self._lock:
            self._forget()

    def _follow(self) -> Archive:
        """The store as it is now; copies of what it was are forgotten."""
        archive = self._held.archive()
        if archive is not self._archive:
            self._forget()
            self._archive, self._confidences = archive, confidences(archive.store)
        return archive

    def _forget(self) -> None:
        while self._pools:
            self._pools.popitem()[1].close()
        while self._copies:
            self._copies.popitem()[1].cleanup()

    def _copy(self, archive: Archive, last: Decimal, least: Decimal) -> Path:
        """The copy in which the facts of `last` are the surest that are left out."""
        if last not in self._copies:
            place = TemporaryDirectory(prefix="sagsgang-")
            view(archive, least, Path(place.name) / STORE).close()
            self._copies[last] = place
        return Path(self._copies[last].name) / STORE
