"""Answers SPARQL queries in processes that can be killed: limits on time, memory, size and nesting, and no sockets.

Every query begins in the quick lane. One that runs longer than a slice, or whose answer is long, goes on in the slow
lane, at a lower priority, and a fresh worker takes its place, so that a short question never stands behind long ones.
The slow lane is short: whoever finds it full makes the one go that has been there longest, or is turned away.
"""

import asyncio
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from .course import Watch, unwatched, watched
from .errors import Cancelled, Refused, StoreUnreadable, TooBig
from .lanes import Lanes
from .lexer import outline
from .question import Answer, Limits, Question
from .run import Run
from .scales import Scales

HELD: Final = 512 << 10
"""Bytes of an answer that are waited for before it is begun: up to these it is sent whole, or an error in its place."""
LONG: Final = 4 << 10
"""Characters of a query beyond which it is looked over in another thread, not to hold others up."""
THREADS: Final = 2
"""Threads for what may take a while: long queries, and looks at the store's folder."""
START: Final = 0.01
"""Seconds that keep one from doing the work of both at the start."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, or its beginning: then `more` has the rest, and is to be closed."""

    media_type: str
    head: bytes
    more: Run | None


class Pool:
    """Workers on one store; close it, or use it as a context manager.

    `reply` and `answer` are for tasks of its event loop, all else for any thread. The loop is the one it is opened in,
    or that of another pool; without either it runs one of its own in a thread.
    """

    def __init__(
        self, source: Path | bytes, limits: Limits | None = None, watch: Watch = unwatched, beside: Self | None = None
    ) -> None:
        """Answer from a store's folder, or from N-Quads in memory; `watch` is told of each question.

        A folder that is written to is seen: later questions go to workers that hold it as it is then. `beside` is a
        pool whose event loop this one uses as well, and with whose queries its own keep to `limits.memory_of_all`.
        """
        self.limits = limits if limits is not None else Limits()
        self._watch, self._beside = watch, beside
        self.scales: Scales = beside.scales if beside is not None else Scales(self.limits.memory_of_all)
        self._threads = ThreadPoolExecutor(THREADS, "sagsgang-pool")
        self._lanes = Lanes(source, self.limits, self.scales, self._threads)
        self._sockets = ""
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Use the event loop that runs here, and begin to make workers."""
        self._loop = asyncio.get_running_loop()
        for _ in range(THREADS):
            self._threads.submit(time.sleep, START)  # begun now: on a busy machine a thread's start can take long
        self._opening = self._loop.create_task(self._first())

    async def _first(self) -> None:
        try:
            await self._lanes.renew()
        except StoreUnreadable:  # the first who asks is told, or another attempt succeeds
            return

    def close(self) -> None:
        """End the workers; those that answer end with their answer."""
        loop = self.loop()
        self._threads.shutdown(wait=False)
        if _here() is loop:
            self._lanes.close()
            return
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(self._closed(), loop).result()
        if self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()
            loop.close()

    async def _closed(self) -> None:
        self._lanes.close()

    async def reply(self, question: Question, held: int = HELD) -> Reply:
        """Begin to answer a question: whole when it is no longer than `held` bytes, or somewhat more.

        Raises an error of `errors`: QuerySyntaxError, Refused, TooBig, NotOffered, TimeOut, OutOfMemory, Busy,
        Repeated, WorkerDied or StoreUnreadable.
        """
        ending = ExitStack()
        course = ending.enter_context(watched(question, self._watch))
        run = Run(self._lanes, question, course, ending)
        try:
            long = len(question.query) > LONG
            loop = asyncio.get_running_loop()
            looking = loop.run_in_executor(self._threads, self._look_over, question) if long else None
            union = await looking if looking is not None else self._look_over(question)
            try:
                head = await run.begin(union, held)
            except StoreUnreadable:  # a file of the snapshot can be gone when the store is written to: once more
                run.release()
                await self._lanes.renew()
                head = await run.begin(union, held)
        except asyncio.CancelledError:
            run.close(Cancelled("nobody waits for the answer any more"))
            raise
        except BaseException as error:
            run.close(error)
            raise
        self._sockets = run.worker.sockets
        if run.ended:
            run.close()
            return Reply(run.media_type, head, None)
        return Reply(run.media_type, head, run)

    async def answer(self, question: Question) -> Answer:
        """Answer a question whole. Raises the same as `reply`."""
        reply = await self.reply(question, self.limits.answer)
        return Answer(reply.media_type, reply.head)

    def ask(self, question: Question) -> Answer:
        """Answer a question whole, for other threads than that of the event loop. Raises the same as `reply`."""
        return self._call(self.answer(question))

    def alive(self) -> int:
        """How many worker processes run."""
        return sum(worker.alive for worker in tuple(self._lanes.workers))

    def sockets(self) -> str:
        """What keeps sockets closed in the workers: see `jail.close_sockets`. Raises the same as `ask`."""
        self.ask(Question("ASK {}"))
        return self._sockets

    def version(self) -> str:
        """What tells the store that is answered from, from what it was and will be."""
        return self._lanes.state()

    def renew(self) -> None:
        """Have all later questions answered from the store as it is now. Raises StoreUnreadable."""
        self._call(self._lanes.renew())

    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop that its workers are watched in."""
        if self._beside is not None:
            return self._beside.loop()
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="sagsgang-pool", daemon=True)
                self._thread.start()
            return self._loop

    def _call(self, asked: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(asked, self.loop()).result()

    def _look_over(self, question: Question) -> bool:
        """Refuse what no engine should see; say whether the default graph is the union of all."""
        if len(question.query.encode("utf-8", "replace")) > self.limits.query:
            raise TooBig(f"the query is longer than {self.limits.query} bytes")
        seen = outline(question.query)
        if seen.depth > self.limits.depth:
            raise Refused(f"the query nests {seen.depth} deep; {self.limits.depth} is the limit")
        if seen.steps > self.limits.steps:
            raise Refused(f"the query's paths have {seen.steps} steps; {self.limits.steps} is the limit")
        return not (seen.names_dataset or question.default_graphs or question.named_graphs)


def _here() -> asyncio.AbstractEventLoop | None:
    """The event loop that runs in this thread, if one does."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
