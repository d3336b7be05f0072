"""`sagsgang serve`: the store over HTTP."""

import gc
import socket
from pathlib import Path

import uvicorn

from ..app import create_app
from ..console import Exit, fail, note, reason
from ..operations.logs import configuration
from ..operations.protocol import bound, configured
from ..operations.settings import read_settings


def serve(file: Path | None, **given: object) -> None:
    """Serve until interrupted, by the settings of a file and of the environment; those given go before both."""
    settings = read_settings(file, {name: value for name, value in given.items() if value is not None})
    app = create_app(settings.store, settings.limits(), settings.operation(), settings.publisher())
    with _listening(settings.host, settings.port) as listening:
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        note(f"{settings.store} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
        log = configuration(settings.log == "json")
        gc.collect()
        gc.freeze()  # what is here stays: no later collection goes through it, which would hold all requests up
        uvicorn.Server(configured(app, settings.patience, log)).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, or the reason why it cannot be."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        fail(Exit.STORE, f"{host} is no address of this machine: {reason(error)}")
    try:
        return bound(family, kind, address)
    except OSError as error:
        fail(Exit.STORE, f"cannot serve at {host} port {port}: {reason(error)}")
