"""The commands `sagsgang paths …`: what they are called with. Without a name it is `between`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.core import TyperGroup

from .options import STORE, Store, answering

Source = Annotated[str, typer.Argument(metavar="FROM", help="A body's code (DIR), name or IRI.")]
Target = Annotated[str, typer.Argument(metavar="TO", help="A body's code (KB), name or IRI.")]
Town = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Only this municipality.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only from this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only to this day, included.")]
Routine = Annotated[bool, typer.Option("--routine", help="Count standing items (Eventuelt) too.")]
Successors = Annotated[bool, typer.Option("--successors", help="Follow bodies through reforms.")]
Form = Annotated[Literal["table", "json"], typer.Option(help="How to write the answer.")]
Via = Annotated[str | None, typer.Option(metavar="BODY", help="Only ways over this body.")]
Avoiding = Annotated[str | None, typer.Option(metavar="BODY", help="No ways over this body.")]
On = Annotated[str | None, typer.Option(metavar="DATE", help="The day that is told as of; else the last held.")]
Most = Annotated[int, typer.Option(min=1, max=1000, metavar="NUMBER", help="How many are told, at most.")]


class Between(TyperGroup):
    """A group whose command `between` need not be named: `paths DIR KB`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # click's, or its own
        """Name it where no command is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["between", *args]
        return super().parse_args(ctx, args)


paths = typer.Typer(
    cls=Between,
    no_args_is_help=True,
    help="The ways of cases: `paths DIR KB` tells those between two bodies; the rest, what many cases tell together.",
)


@paths.command()
def between(
    source: Source,
    target: Target,
    store: Store = STORE,
    format: Form = "table",
    via: Via = None,
    avoiding: Avoiding = None,
    place: Town = None,
    on: On = None,
    successors: Successors = False,
) -> None:
    """Tell the ways between two bodies, each with the cases that took it (done) or are to take it (planned)."""
    with answering():
        from .commands.paths import Filters, paths

        paths(source, target, store, format, Filters(via, avoiding, place, on, successors))


@paths.command()
def possible(
    source: Source,
    target: Target,
    store: Store = STORE,
    by: Annotated[
        Literal["hops", "days", "frequency", "all", "time"],
        typer.Option(help="What makes a way short; all ways; or those whose hops follow each other in time."),
    ] = "hops",
    most: Annotated[int, typer.Option(min=1, max=200, metavar="NUMBER", help="Ways of a municipality, at most.")] = 10,
    longest: Annotated[int, typer.Option(min=2, max=12, metavar="NUMBER", help="Bodies of a way, at most.")] = 6,
    via: Via = None,
    avoiding: Avoiding = None,
    place: Town = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = False,
    successors: Successors = False,
    format: Form = "table",
) -> None:
    """Tell the ways over the graph of bodies, whichever cases went their links."""
    with answering():
        from ..graph.paths import Wanted
        from .commands.traffic import possible, scope

        asked = scope(place, since, until, routine, successors)
        wanted = Wanted(via=via, avoiding=avoiding, longest=longest, most=most, scope=asked)
        possible(store, source, target, by, wanted, format)


@paths.command()
def reach(
    body: Annotated[str, typer.Argument(metavar="BODY", help="A body's code (DIR), name or IRI.")],
    store: Store = STORE,
    back: Annotated[bool, typer.Option("--back", help="Where its cases come from instead.")] = False,
    place: Town = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = False,
    successors: Successors = False,
    format: Form = "table",
) -> None:
    """Tell which bodies cases get to from a body, in how many hops and days."""
    with answering():
        from .commands.traffic import reach, scope

        reach(store, body, back, scope(place, since, until, routine, successors), format)


def _whole(name: str) -> Callable[..., None]:
    """The command that answers a question about a whole place."""

    def told(
        store: Store = STORE,
        most: Most = 20,
        place: Town = None,
        since: Since = None,
        until: Until = None,
        routine: Routine = False,
        successors: Successors = False,
        format: Form = "table",
    ) -> None:
        with answering():
            from .commands.traffic import WHOLE, scope

            WHOLE[name](store, scope(place, since, until, routine, successors), most, format)

    return told


for _name, _told in (
    ("waits", "Tell where cases wait: the days from body to body, the slowest first."),
    ("bottlenecks", "Tell which bodies most cases go through."),
    ("variants", "Tell the commonest ways, how many cases went them, and how many days they took."),
    ("loops", "Tell which cases came back to a body, over which others, and how many days it took."),
):
    paths.command(_name, help=_told)(_whole(_name))


@paths.command()
def queue(
    store: Store = STORE, place: Town = None, on: On = None, routine: Routine = False, format: Form = "table"
) -> None:
    """Tell which cases bodies are awaited to have, and how long already."""
    with answering():
        from .commands.traffic import queue

        queue(store, place, on, routine, format)


@paths.command()
def flow(
    source: Source,
    target: Target,
    store: Store = STORE,
    place: Town = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = False,
    successors: Successors = False,
    format: Form = "table",
) -> None:
    """Tell how much can get from one body to another, and which links limit it."""
    with answering():
        from .commands.traffic import flow, scope

        flow(store, source, target, scope(place, since, until, routine, successors), format)


@paths.command()
def compare(
    before: Annotated[str, typer.Argument(metavar="PERIOD", help="2023, 2023-05 or 2023-01-01/2023-06-30.")],
    after: Annotated[str, typer.Argument(metavar="PERIOD", help="The period to compare it with.")],
    store: Store = STORE,
    most: Most = 20,
    place: Town = None,
    routine: Routine = False,
    successors: Successors = False,
    format: Form = "table",
) -> None:
    """Tell two periods apart: links and ways that came and went, days that changed."""
    with answering():
        from .commands.traffic import compare, scope

        compare(store, before, after, scope(place, None, None, routine, successors), most, format)


@paths.command()
def graph(
    kind: Annotated[
        Literal["bodies", "links", "cases"],
        typer.Argument(help="A tie a hop and announced step; a tie a link; or cases with the bodies that had them."),
    ],
    store: Store = STORE,
    format: Annotated[
        Literal["graphml", "gexf", "csv", "json", "dot"], typer.Option(help="How to write it.")
    ] = "graphml",
    table: Annotated[Literal["edges", "nodes"], typer.Option(help="Which table, in CSV.")] = "edges",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else standard output.")] = None,
    place: Town = None,
    since: Since = None,
    until: Until = None,
    routine: Routine = False,
    successors: Successors = False,
) -> None:
    """Write a graph for Gephi, yEd, Graphviz or a spreadsheet, the same bytes for the same content."""
    with answering():
        from .commands.traffic import graph, scope

        graph(store, kind, scope(place, since, until, routine, successors), format, table, output)
