"""The command: what it says, where it says it, and what it ends with; as a process of its own where that matters."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from sagsgang.api.cli import app
from sagsgang.api.tabular import spreadsheet
from sagsgang.graph.cells import neutral
from typer.testing import CliRunner

COMMAND = (sys.executable, "-m", "sagsgang.api")
EXAMPLES = Path(__file__).parents[1] / "examples"
BUDGET = EXAMPLES / "2025-02-11-oekonomiudvalget.txt"
KEYS = {"municipality", "body", "meeting", "members", "absent", "items", "next_meetings"}
MINUTES = """REFERAT
Havnstrup Kommune
Økonomiudvalget
Mandag den 3. februar 2025 kl. 14:00

1. Budget for æblehaven
Sagsnr.: 25/1
Beslutning
Godkendt.
"""


class Done(NamedTuple):
    """What the command ended with, and said."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str | Path, stdin: str | None = None, **environment: str) -> Done:
    """Run the command in this process, which spares its start."""
    told = CliRunner().invoke(
        app, [*map(str, arguments)], input=stdin, env={"NO_COLOR": "1", **environment}, catch_exceptions=False
    )
    return Done(told.exit_code, told.stdout, told.stderr)


def process(*arguments: str | Path, **environment: str) -> Done:
    """Run the command as a process of its own; no traceback is ever shown."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "", "NO_COLOR": "1", **environment},
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return Done(done.returncode, done.stdout, done.stderr)


def start(*arguments: str, session: bool = False) -> subprocess.Popen[bytes]:
    """Start the command and let it run."""
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *arguments], stdout=pipe, stderr=pipe, start_new_session=session)


@pytest.fixture(scope="module")
def store(lyngholm: Path) -> Path:
    return lyngholm


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "minutes"
    made.mkdir()
    return made


def test_help_and_version_are_told() -> None:
    assert "Exit codes" in process("--help").stdout
    assert process("--version").stdout.startswith("sagsgang ")
    nothing = process()
    assert (nothing.returncode, "Usage" in nothing.stdout) == (2, True)


@pytest.mark.parametrize(
    "name", ["build", "harvest", "minutes", "validate", "query", "paths", "export", "load", "serve"]
)
def test_every_command_tells_its_help(name: str) -> None:
    told = CliRunner().invoke(app, [name, "--help"])
    assert (told.exit_code, "Usage" in told.stdout) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nosuch",),
        ("build",),
        ("query", "nosuch"),
        ("query", "case_route"),
        ("query", "case_route", "--cas", "25/118"),
        ("query", "case_route", "alone"),
        ("query", "case_route", "--case"),
        ("query", "case_route", "--case", "25/118", "--on", "yesterday"),
        ("query", "case_route", "--case", "25/118", "--format", "xml"),
        ("export", "--format", "nosuch"),
        ("serve", "--port", "70000"),
    ],
)
def test_wrong_use_ends_with_2(store: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, SAGSGANG_STORE=str(store))
    assert done.returncode == 2
    assert done.stderr


def test_an_unknown_parameter_is_told_with_those_there_are(store: Path) -> None:
    done = run("query", "case_route", "--cas", "25/118", "--store", store)
    assert "--cas" in done.stderr
    assert "--case, --on" in done.stderr


UNREADABLE = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 50,
    "noise.txt": random.Random(1).randbytes(10_000_000),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_text_gets_one_line_and_3(folder: Path, name: str) -> None:
    (folder / name).write_bytes(UNREADABLE[name])
    done = process("minutes", folder / name, "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert [name in line for line in done.stderr.splitlines()] == [True]


def test_of_an_archive_of_several_documents_each_is_named(folder: Path) -> None:
    with ZipFile(folder / "år.zip", "w") as packed:
        packed.writestr("a.txt", MINUTES)
    assert run("minutes", folder / "år.zip").returncode == 0
    with ZipFile(folder / "år.zip", "a") as packed:
        packed.writestr("b.txt", MINUTES.replace("3. februar", "4. februar"))
    done = run("minutes", folder / "år.zip")
    assert (done.returncode, done.stdout) == (3, "")
    assert "2 documents, which `build` reads: a.txt, b.txt" in done.stderr
    assert run("build", folder / "år.zip", "--store", folder / "store").returncode == 0


def test_masked_numbers_are_told_and_never_shown(folder: Path) -> None:
    (folder / "010190-1234.txt").write_text(f"{MINUTES}\nBorger 010190-1234\n", "utf-8")
    done = run("minutes", folder / "010190-1234.txt", "--json")
    assert "CPR numbers masked: 1" in done.stderr
    assert "1234" not in done.stderr + done.stdout


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_folder_or_file_with_nothing_to_read_gets_a_line_for_each_file_and_3(
    folder: Path, tmp_path: Path, command: str
) -> None:
    names = list(UNREADABLE) if command == "build" else ["empty.txt"]
    for name in names:
        (folder / name).write_bytes(UNREADABLE[name])
    done = run(command, folder if command == "build" else folder / "empty.txt", "--store", tmp_path / "s")
    assert (done.returncode, done.stdout) == (3, "")
    assert [sum(name in line for line in done.stderr.splitlines()) for name in names] == [1] * len(names)


def test_a_file_that_is_not_there_gets_one_line_and_3(tmp_path: Path) -> None:
    missing = tmp_path / "nosuch.txt"
    for arguments in (("minutes", missing), ("validate", missing), ("build", missing), ("load", missing)):
        done = run(*arguments, SAGSGANG_STORE=str(tmp_path / "s"))
        assert done.returncode == 3
        assert "nosuch.txt" in done.stderr.splitlines()[0]


def test_an_unreadable_file_among_others_ends_with_1(folder: Path, tmp_path: Path) -> None:
    (folder / "good.txt").write_text(MINUTES, "utf-8")
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 100)
    done = run("build", folder, "--store", tmp_path / "s")
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    assert "documents" in done.stdout


def test_windows_1252_is_read_and_said(folder: Path, tmp_path: Path) -> None:
    file = folder / "gammel.txt"
    file.write_bytes(MINUTES.encode("cp1252"))
    done = run("minutes", file, "--json")
    assert done.returncode == 0
    assert "æblehaven" in done.stdout
    assert "windows-1252" in done.stderr
    assert "gammel.txt" in done.stderr
    assert "windows-1252" in run("build", folder, "--store", tmp_path / "s").stderr


def test_minutes_are_written_as_json_with_every_key_whatever_the_locale() -> None:
    done = process("minutes", BUDGET, "--json", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert set(found) == KEYS
    assert found["body"] == "Økonomiudvalget"
    assert "Økonomiudvalget" in done.stdout


def test_minutes_are_summed_up_in_danish() -> None:
    done = run("minutes", BUDGET)
    assert done.stdout.startswith("Økonomiudvalget, 11. februar 2025")
    assert "Sagsgang" in done.stdout


def test_the_build_tells_its_counts_and_a_second_one_changes_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(MINUTES, "utf-8")
    first, second = (run("build", folder, "--store", tmp_path / "s") for _ in range(2))
    assert [line.split()[-1] for line in first.stdout.splitlines() if "read now" in line] == ["1"]
    assert [line.split()[-1] for line in second.stdout.splitlines() if "unchanged" in line] == ["1"]


@pytest.mark.parametrize("command", ["export", "query", "paths", "validate", "serve"])
def test_a_store_that_is_not_there_ends_with_4(tmp_path: Path, command: str) -> None:
    more = {"query": ["common_routes"], "paths": ["DIR", "KB"]}.get(command, [])
    done = run(command, *more, "--store", tmp_path / "nosuch")
    assert done.returncode == 4
    assert "nosuch" in done.stderr


def test_a_store_that_is_a_file_or_another_folder_ends_with_4(folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "file").write_text("x")
    for wrong in (tmp_path / "file", tmp_path / "file" / "below", folder):
        assert run("build", folder, "--store", wrong).returncode == 4
        assert run("query", "common_routes", "--store", wrong).returncode == 4


def test_answers_are_written_as_table_csv_and_json(store: Path) -> None:
    ask = ("query", "case_route", "--case", "25/118", "--store", store)
    assert "Direktionen" in run(*ask).stdout
    assert run(*ask, "--format", "csv").stdout.splitlines()[0].startswith("number,title,")
    rows = json.loads(run(*ask, "--format", "json").stdout)["results"]["bindings"]
    assert rows[0]["body"]["value"] == "Direktionen"
    same = run("query", "case_route", "--param", "case=25/118", "--store", store)
    assert same.stdout == run(*ask).stdout
    assert run("query", "--store", store).stdout.splitlines()[0].split() == ["NAME", "PARAMETERS", "QUESTION"]


def test_a_status_is_told_as_of_a_day(store: Path) -> None:
    ask = ("query", "case_route", "--case", "25/118", "--format", "csv", "--store", store)
    now, then = run(*ask), run(*ask, "--on", "2025-02-01")
    assert len(then.stdout.splitlines()) < len(now.stdout.splitlines())


def test_a_question_of_ones_own_is_asked_from_a_file_or_standard_input(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("# param code: string = KB\nSELECT ?name { ?b skos:notation $code ; foaf:name ?name }", "utf-8")
    assert "Kommunalbestyrelsen" in run("query", own, "--store", store).stdout
    assert "Direktionen" in run("query", own, "--code", "DIR", "--store", store).stdout
    assert "Direktionen" in run("query", "-", "--code", "DIR", "--store", store, stdin=own.read_text("utf-8")).stdout
    own.write_text("CONSTRUCT { ?b a <urn:B> } WHERE { ?b a sag:Body } LIMIT 1", "utf-8")
    assert "<urn:B>" in run("query", own, "--store", store).stdout
    assert run("query", own, "--format", "csv", "--store", store).returncode == 2


def test_a_question_that_does_not_parse_ends_with_2_and_its_place(store: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?a\n{ ?a nosuch:b ?c }", "utf-8")
    done = run("query", own, "--store", store)
    assert done.returncode == 2
    assert "line 2, column" in done.stderr
    own.write_text("SELECT ?a { ?a a sag:Case FILTR(?a) }", "utf-8")
    told = run("query", own, "--store", store).stderr
    assert told == "sagsgang: line 1, column 27: FILTR is no word of SPARQL; is FILTER meant?\n"
    own.write_text("SELECT ?a { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "utf-8")
    assert run("query", own, "--store", store).returncode == 2
    assert run("query", tmp_path / "nosuch.rq", "--store", store).returncode == 3


def test_an_export_is_loaded_again_whole(store: Path, tmp_path: Path) -> None:
    dump, other = tmp_path / "dump.nq", tmp_path / "other"
    assert run("export", "--store", store, "--output", dump).returncode == 0
    assert run("load", dump, "--store", other).returncode == 0
    assert run("export", "--store", other).stdout == dump.read_text("utf-8")
    (tmp_path / "bad.nq").write_text("no quads\n")
    assert run("load", tmp_path / "bad.nq", "--store", other).returncode == 3
    done = run("export", "--store", store, "--output", tmp_path / "nosuch" / "x.nq")
    assert (done.returncode, done.stderr) == (4, f"sagsgang: {tmp_path}/nosuch/x.nq: no such file or directory\n")


def test_an_export_to_a_pipe_goes_through_it(store: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with start("export", "--store", str(store), "--output", str(tmp_path / "pipe")) as exporting:
        assert (tmp_path / "pipe").read_bytes().endswith(b" .\n")
    assert (exporting.returncode, (tmp_path / "pipe").is_fifo()) == (0, True)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="the system has no /dev/full")
def test_what_is_less_sure_is_left_out_of_answers_and_of_the_export(store):
    ask = ("query", "open_referrals", "--format", "csv", "--store", store)
    every, sure = run(*ask), run(*ask, "--least-confidence", "1")
    assert (every.returncode, sure.returncode) == (0, 0)
    assert len(sure.stdout.splitlines()) < len(every.stdout.splitlines())
    whole, less = run("export", "--store", store), run("export", "--store", store, "--least-confidence", "1")
    assert "/participation/" in less.stdout
    assert "ontology/confidence" not in "".join(line for line in less.stdout.splitlines() if "/doc/" in line)
    assert len(less.stdout) < len(whole.stdout)
    assert run("export", "--store", store, "--least-confidence", "0").stdout == whole.stdout
    assert run("export", "--store", store, "--least-confidence", "1.5").returncode == 2


@pytest.mark.parametrize("arguments", [["export"], ["query", "route_variants"], ["paths", "DIR", "KB"]])
def test_an_output_that_cannot_be_written_ends_with_4(store: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *arguments, "--store", str(store)], stdout=full, stderr=-1, check=False)
    assert (done.returncode, done.stderr) == (4, b"sagsgang: cannot write the output: no space left on device\n")


@pytest.mark.parametrize("format", ["nquads", "trig", "turtle", "jsonld", "rdfxml"])
def test_an_export_is_written_in_each_format(store: Path, format: str) -> None:
    done = run("export", "--store", store, "--format", format)
    assert done.returncode == 0
    assert "Kommunalbestyrelsen" in done.stdout


def test_paths_are_told_to_people_and_to_programs(store: Path) -> None:
    told = run("paths", "DIR", "KB", "--store", store)
    assert told.returncode == 0
    assert "2025-06-17" in told.stdout or "17. juni 2025" in told.stdout
    assert json.loads(run("paths", "DIR", "KB", "--store", store, "--format", "json").stdout)


WAYS = (
    ("possible", "DIR", "KB"),
    ("possible", "DIR", "KB", "--by", "time"),
    ("possible", "DIR", "KB", "--by", "all", "--via", "TKM", "--most", "2"),
    ("reach", "ØK"),
    ("reach", "ØK", "--back"),
    ("waits", "--place", "Lyngholm"),
    ("queue", "--on", "2025-05-01"),
    ("bottlenecks",),
    ("flow", "DIR", "KB"),
    ("variants", "--most", "3", "--successors"),
    ("loops",),
    ("compare", "2025-01/2025-03", "2025-04/2025-07"),
)


@pytest.mark.parametrize("arguments", WAYS, ids=" ".join)
def test_what_many_cases_tell_is_told_to_people_and_to_programs(store: Path, arguments: tuple[str, ...]) -> None:
    told = run("paths", *arguments, "--store", store)
    assert (told.returncode, "Lyngholm Kommune" in told.stdout) == (0, True)
    found = run("paths", *arguments, "--store", store, "--format", "json")
    assert found.returncode == 0
    assert "/id/municipality/lyngholm/body/" in found.stdout
    assert json.loads(found.stdout)


@pytest.mark.parametrize("kind", ["bodies", "links", "cases"])
def test_a_graph_is_written_to_a_file_as_to_standard_output(store: Path, tmp_path: Path, kind: str) -> None:
    for format in ("graphml", "gexf", "csv", "json", "dot"):
        shown = run("paths", "graph", kind, "--format", format, "--store", store)
        run("paths", "graph", kind, "--format", format, "--store", store, "-o", tmp_path / "graph")
        assert shown.stdout
        assert (tmp_path / "graph").read_text("utf-8") == shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("waits", "--place", "Ribe"), 2, "no municipality is called 'Ribe'; there is Lyngholm Kommune"),
        (("reach", "KX"), 2, "no body is called 'KX'; there is"),
        (("waits", "--since", "2025"), 2, "--since: '2025' is not a date YYYY-MM-DD"),
        (("compare", "2025", "engang"), 2, "'engang' is no period: write 2024, 2024-05 or"),
        (("possible", "KB", "HU", "--avoiding", "DIR"), 1, "no way leads from KB to HU"),
        (("flow", "KB", "HU", "--until", "2025-01-31"), 1, "no way leads from KB to HU"),
        (("loops", "--since", "2030-01-01"), 1, "no case came back to a body"),
    ],
)
def test_what_cannot_be_told_of_many_cases_says_why(
    store: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = run("paths", *arguments, "--store", store)
    assert (done.returncode, told in done.stderr) == (code, True)


def test_no_path_ends_with_1_and_an_unknown_body_is_told_with_near_ones(store: Path) -> None:
    done = run("paths", "KB", "HU", "--store", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert run("paths", "DIR", "KB", "--on", "yesterday", "--store", store).returncode == 2
    done = run("paths", "DIR", "KBX", "--store", store)
    assert done.returncode == 2
    assert "KB" in done.stderr


def test_validation_is_written_to_read_and_as_a_graph(store: Path) -> None:
    assert run("validate", BUDGET).stdout.startswith(str(BUDGET))
    assert "brud" in run("validate", BUDGET, "--language", "da").stdout
    assert "sh:ValidationReport" in run("validate", BUDGET, "--format", "turtle").stdout
    assert run("validate", "--store", store).returncode in (0, 1)


def test_who_has_read_enough_may_go(store: Path) -> None:
    for arguments in (["export", "--format", "turtle"], ["query"], ["validate"]):
        with start(*arguments, "--store", str(store)) as reading:
            assert reading.stdout is not None
            assert reading.stderr is not None
            reading.stdout.read(1)
            reading.stdout.close()
            assert reading.stderr.read() == b""
        assert reading.returncode == 0


def test_a_busy_port_ends_with_4(store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = process("serve", "--store", store, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 4
    assert "in use" in done.stderr
    assert process("serve", "--store", store, "--host", "nosuch.invalid").returncode == 4


def test_the_server_says_where_it_is_and_an_interrupt_ends_it_with_130(store: Path) -> None:
    with start("serve", "--store", str(store), "--port", "0") as serving:
        assert serving.stderr is not None
        try:
            address = serving.stderr.readline().decode().split(" at ")[1].split()[0]
            with urllib.request.urlopen(f"{address}health", timeout=20) as answer:
                assert json.load(answer)["status"] == "ok"
        finally:
            serving.send_signal(signal.SIGINT)
        assert (serving.wait(20), serving.stderr.read()) == (130, b"")


def test_an_interrupted_build_ends_with_130_and_says_nothing(folder: Path, tmp_path: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").write_text(MINUTES + "\n".join(f"{n}. Punkt {n}" for n in range(100)), "utf-8")
    with start("build", str(folder), "--store", str(tmp_path / "s"), session=True) as building:
        while not (tmp_path / "s" / "CURRENT").exists():
            time.sleep(0.05)
        os.killpg(building.pid, signal.SIGINT)  # as the terminal does: to all of its processes
        said = building.communicate(timeout=60)
    assert (building.returncode, said) == (130, (b"", b""))


def test_a_cell_that_a_spreadsheet_would_calculate_is_led_in_by_an_apostrophe() -> None:
    assert [neutral(cell) for cell in ("=1+1", "+x", "-x", "@x", "\tx", "-5", "+1,5", "x=1", "")] == [
        *("'=1+1", "'+x", "'-x", "'@x", "'\tx", "-5", "+1,5", "x=1", ""),
    ]
    assert spreadsheet(["a"], [['=HYPERLINK("x")']]) == 'a\r\n"\'=HYPERLINK(""x"")"\r\n'


def test_a_municipality_that_nobody_tells_is_null_and_one_that_is_given_helps(tmp_path):
    minutes = tmp_path / "referat.txt"
    minutes.write_text(
        "Voksen- og plejeudvalget\n\nREFERAT\n\nDato: Mandag den 3. februar 2020\n\n1. Budget\n\nÅben sag\n\n"
        "Sagsgang: VPU BUU\n\nBeslutning i Voksen- og plejeudvalget den 03-02-2020\nAnbefales.\n",
        "utf-8",
    )
    alone = json.loads(run("minutes", str(minutes), "--json").stdout)
    given = json.loads(run("minutes", str(minutes), "--json", "--place", "Norddjurs").stdout)
    assert (alone["municipality"], alone["items"][0]["route"]) == (None, ["Voksen- og plejeudvalget", "BUU"])
    assert given["municipality"] == "Norddjurs Kommune"
    assert given["items"][0]["route"] == ["Voksen- og plejeudvalget", "Børne- og ungdomsudvalget"]


@pytest.mark.parametrize(
    ("package", "command"), [("pyarrow", "export --format parquet"), ("mcp", "mcp")], ids=["parquet", "mcp"]
)
def test_without_the_package_of_an_extra_a_command_says_how_it_comes(
    lyngholm: Path, package: str, command: str
) -> None:
    words = ["sagsgang", *command.split(), "--store", str(lyngholm)]
    absent = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv = {words!r}; import sagsgang.api.cli as c; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", absent], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"needs {package}, which is not installed: pip install" in done.stderr
    assert len(done.stderr.splitlines()) == 1
