"""`sagsgang serve`: the store over HTTP."""

import socket
from pathlib import Path

import uvicorn

from ..app import create_app
from ..console import Exit, fail, note, reason
from ..question import Limits


def serve(store: Path, host: str, port: int, time_limit: float) -> None:
    """Serve until interrupted; port 0 takes a free one, and a query is stopped after `time_limit` seconds."""
    app = create_app(store, Limits(seconds=time_limit))
    with _listening(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        note(f"{store} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


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
