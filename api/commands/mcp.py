"""`sagsgang mcp`: the store for an assistant, over standard input and output."""

from pathlib import Path

from ...graph.export import Missing
from ..held import Held
from ..pool import Pool
from ..question import Limits

ANSWER = 4 << 20
"""Bytes of an answer: more is no use to whoever reads it as text."""


def mcp(store: Path, time_limit: float) -> None:
    """Answer until the client closes the pipe. Raises Missing where the package `mcp` is not installed, StoreError."""
    try:
        from ..assistant.server import create_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise Missing("the Model Context Protocol", "mcp", "mcp") from error
    held = Held(store)
    with Pool(store, Limits(seconds=time_limit, answer=ANSWER)) as pool:
        create_server(held, pool).run("stdio")
