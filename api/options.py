"""The options that several commands take, and how a command answers for what may go wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from .console import silent_pipe

Store = Annotated[Path, typer.Option(envvar="SAGSGANG_STORE", metavar="DIR", help="The folder of the store.")]
Place = Annotated[str | None, typer.Option(metavar="NAME", help="The municipality, where documents do not tell it.")]
Register = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        envvar="SAGSGANG_REGISTER",
        metavar="FILE",
        help="A Turtle file with the bodies of one's own municipality; several: the option again.",
    ),
]
Seconds = Annotated[
    float,
    typer.Option("--time-limit", min=0.1, metavar="SECONDS", help="How long a query may run before it is stopped."),
]
Least = Annotated[
    float,
    typer.Option(
        "--least-confidence",
        min=0,
        max=1,
        metavar="NUMBER",
        help="Leave out what is less sure, and what follows from it.",
    ),
]
STORE = Path("sagsgang.store")


@contextmanager
def answering(register: list[Path] | None = None) -> Iterator[None]:
    """Answer for what may go wrong, and use files of one's own beside the register."""
    from .commands.failing import failing

    with silent_pipe(), failing():
        if not register:
            yield
            return
        from ..graph.places import beside, read_places

        with beside(read_places(register)):
            yield
