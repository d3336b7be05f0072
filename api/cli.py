"""The command `sagsgang`: what it is called with. A command imports what it needs when it runs, for a quick --help."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from .console import Exit, prepare, write
from .options import STORE, Least, Place, Register, Seconds, Store, answering
from .waycli import paths

app = typer.Typer(
    name="sagsgang",
    help="The way of cases through Danish municipalities, read from their minutes into a graph.",
    epilog="Exit codes: 0 done, 1 findings or some files unreadable, 2 wrong use, 3 nothing readable, 4 store or disk, "
    "130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(paths, name="paths")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        write(f"sagsgang {version('sagsgang')}\n")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version and end.")
    ] = False,
) -> None:
    """The way of cases through Danish municipalities, read from their minutes into a graph."""


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Folders and files of minutes.")],
    store: Store = STORE,
    place: Place = None,
    register: Register = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            envvar="SAGSGANG_CORRECTIONS",
            metavar="FILE",
            help="A Turtle file of corrections; the store keeps them until another file is given.",
        ),
    ] = None,
    no_corrections: Annotated[
        bool, typer.Option("--no-corrections", help="Drop the corrections of the store.")
    ] = False,
) -> None:
    """Make the store equal to folders of minutes: new and changed files are read, removed ones leave."""
    with answering(register):
        from .commands.build import build

        build(paths, store, place, corrections, no_corrections)


@app.command()
def review(
    store: Store = STORE,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only of this municipality.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to tell.")] = 20,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to tell them.")] = "text",
    into: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file of corrections; what it settles is not told.")
    ] = None,
    accept: Annotated[list[str] | None, typer.Option(metavar="ID", help="Yes to this one; repeatable.")] = None,
    reject: Annotated[list[str] | None, typer.Option(metavar="ID", help="No to this one; repeatable.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.")] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    dated: Annotated[str | None, typer.Option(metavar="DATE", help="The day to be told with it, if any.")] = None,
) -> None:
    """Tell what is unsure, most useful first; with --accept or --reject write the corrections into a file."""
    with answering():
        from .commands.review import Answers, answer, tell

        if accept or reject:
            answer(store, Answers(tuple(accept or ()), tuple(reject or ()), by, why, dated), into)
        else:
            tell(store, place, limit, format, into)


@app.command()
def harvest(
    address: Annotated[str, typer.Argument(metavar="HOST", help="https://dagsordener.KOMMUNE.dk: what is asked.")],
    into: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the answers, for build to read.")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only meetings from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only meetings to this day, included.")] = None,
    bodies: Annotated[
        list[str] | None, typer.Option(metavar="NAME[,NAME…]", help="Only meetings of these bodies; repeatable.")
    ] = None,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Fetch the PDFs too; build does not read them.")
    ] = False,
    delay: Annotated[
        float, typer.Option(min=0.1, max=3600, metavar="SECONDS", help="The pause before each question.")
    ] = 1,
) -> None:
    """Fetch a municipality's meetings from its FirstAgenda host: what is new, one question at a time."""
    with answering():
        from .commands.harvest import harvest

        harvest(address, into, since, until, bodies or [], attachments, delay)


@app.command()
def minutes(
    file: Annotated[
        Path,
        typer.Argument(
            help="Minutes: text, Markdown, HTML, PDF, Word, JSON or XML of a case system, or a zip of these."
        ),
    ],
    json: Annotated[bool, typer.Option("--json", help="All that was found, as JSON, instead of a summary.")] = False,
    place: Place = None,
    register: Register = None,
) -> None:
    """Tell what one document says: read into a graph of its own, and out of it again."""
    with answering(register):
        from .commands.minutes import minutes

        minutes(file, place, json)


@app.command()
def validate(
    file: Annotated[
        Path | None, typer.Argument(help="Minutes, or a dump in N-Quads (.nq); without it, all that the store holds.")
    ] = None,
    store: Store = STORE,
    format: Annotated[Literal["text", "turtle"], typer.Option(help="To read, or the standard SHACL report.")] = "text",
    language: Annotated[Literal["en", "da"], typer.Option(help="The language of the text.")] = "en",
    register: Register = None,
) -> None:
    """Check documents against the shapes of the model; breaches are violations, oddities warnings."""
    with answering(register):
        from .commands.validate import validate

        validate(file, store, format, language)


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME|FILE]", help="A stored question, or a file of one's own.")
    ] = None,
    store: Store = STORE,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day that a status is asked of; else the last day held.")
    ] = None,
    format: Annotated[
        Literal["table", "csv", "json", "turtle"] | None,
        typer.Option(help="How to write the answer. [default: table, of a graph turtle]", show_default=False),
    ] = None,
    time_limit: Seconds = 60,
    least_confidence: Least = 0,
) -> None:
    """Ask the store a question: --PARAMETER VALUE for each of its parameters. Without a name, tell which there are."""
    with answering():
        from .commands.query import listing, query

        if name is None:
            listing()
        else:
            query(name, context.args, store, on, format, time_limit, least_confidence)


@app.command()
def export(
    store: Store = STORE,
    format: Annotated[
        Literal["nquads", "trig", "turtle", "jsonld", "rdfxml", "oslo", "eli-dl", "oparl", "popolo", "csv", "parquet"],
        typer.Option(
            help="nquads, trig and jsonld keep the graphs apart; oslo, eli-dl, oparl and popolo are in their terms; "
            "csv and parquet are a zip of one table a class."
        ),
    ] = "nquads",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else standard output.")] = None,
    least_confidence: Least = 0,
) -> None:
    """Write all that the store holds, the same bytes for the same content."""
    with answering():
        from .commands.transfer import export

        export(store, format, output, least_confidence)


@app.command()
def load(
    dump: Annotated[Path, typer.Argument(metavar="DUMP.nq", help="A file of N-Quads.")],
    store: Store = STORE,
    register: Register = None,
) -> None:
    """Add a dump to the store: the inverse of export."""
    with answering(register):
        from .commands.transfer import load

        load(dump, store)


@app.command()
def takedown(
    thing: Annotated[
        str | None,
        typer.Argument(
            metavar="[IRI|FILE]", help="A document, a person, some words of a document; or a document's file."
        ),
    ] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, which is shown to everybody.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let it come back with the next build.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Tell what was taken down, and why.")] = False,
    store: Store = STORE,
) -> None:
    """Remove a document or a person from all that the store holds and tells, and keep them out of later builds."""
    with answering():
        from .commands.takedown import back, listing, take

        if list_ and thing is None and why is None and not undo:
            listing(store)
        elif thing is not None and undo and not list_ and why is None:
            back(store, thing)
        elif thing is not None and why and why.strip() and not list_ and not undo:
            take(store, thing, why)
        else:
            raise typer.BadParameter("give IRI|FILE and --why, or IRI|FILE and --undo, or --list alone")


@app.command()
def serve(
    store: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of the store. [default: sagsgang.store]")
    ] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen at. [default: 127.0.0.1]")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one. [default: 8000]")
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.1, metavar="SECONDS", help="How long a query may run before it is stopped. [default: 10]"),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(envvar="SAGSGANG_SETTINGS", metavar="FILE", help="A TOML file of settings (docs/settings.md)."),
    ] = None,
) -> None:
    """Serve the store over HTTP: pages, SPARQL and the API. It only reads, and sees what is built meanwhile.

    All limits are settings, in a file or in the environment as SAGSGANG_NAME; options go before both.
    """
    with answering():
        from .commands.serve import serve

        serve(settings, store=store, host=host, port=port, time_limit=time_limit)


@app.command()
def mcp(store: Store = STORE, time_limit: Seconds = 10) -> None:
    """Answer an assistant over standard input and output, by the Model Context Protocol: tools that only read."""
    with answering():
        from .commands.mcp import mcp

        mcp(store, time_limit)


def main() -> None:
    """Run the command and end the process with its exit code."""
    prepare()
    try:
        typer.main.get_command(app)(prog_name="sagsgang", args=sys.argv[1:])
    except KeyboardInterrupt:  # before a command has begun, or after it
        sys.exit(Exit.INTERRUPTED)
