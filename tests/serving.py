"""A real server for tests: uvicorn on a free port of the loopback interface, in a thread."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sagsgang.api.app import create_app
from sagsgang.api.operations.operation import Operation
from sagsgang.api.operations.protocol import PATIENCE, bound, configured
from sagsgang.api.question import Limits


@contextmanager
def served(store: Path, limits: Limits | None = None, operation: Operation | None = None) -> Iterator[str]:
    """Serve a store while the block runs; yields the address."""
    with serving(create_app(store, limits, operation)) as address:
        yield address


@contextmanager
def serving(app: FastAPI, patience: float = PATIENCE) -> Iterator[str]:
    """Serve an application while the block runs; yields the address."""
    server = uvicorn.Server(configured(app, patience))
    with bound(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)) as listening:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            running.join()
