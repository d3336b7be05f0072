"""`sagsgang serve`: the store over HTTP."""

import socket
from pathlib import Path
from typing import Final

import uvicorn

from ..app import create_app
from ..console import Exit, fail, note, reason
from ..operations.logs import configuration
from ..operations.settings import read_settings

KEEP_ALIVE: Final = 75
"""Seconds an idle connection is kept: longer than by proxies (nginx: 60), so that none is closed under them."""


def serve(file: Path | None, **given: object) -> None:
    """Serve until interrupted, by the settings of a file and of the environment; those given go before both."""
    settings = read_settings(file, {name: value for name, value in given.items() if value is not None})
    app = create_app(settings.store, settings.limits(), settings.operation(), settings.publisher())
    with _listening(settings.host, settings.port) as listening:
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        note(f"{settings.store} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
        log = configuration(settings.log == "json")
        uvicorn.Server(
            uvicorn.Config(app, log_config=log, access_log=False, server_header=False, timeout_keep_alive=KEEP_ALIVE)
        ).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to the address, or the reason why it cannot be."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        fail(Exit.STORE, f"{host} is no address of this machine: {reason(error)}")
    listening = socket.socket(family, kind)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        fail(Exit.STORE, f"cannot serve at {host} port {port}: {reason(error)}")
    return listening
