import re
from collections.abc import Iterator
from pathlib import Path

from sagsgang.ontology import SAG, ontology_graph

ROOT = Path(__file__).parents[1]


PATTERNS = (r"\bsag:([A-Za-z][\w-]*)", r"\bSAG\.(\w+)", r"\bSAG\[\"([^\"{]+)\"\]", r"\bSAG \+ \"(\w+)")


def spoken() -> Iterator[tuple[str, str]]:
    """Each of our terms that a room, a page or a document names, and where; not the beginning of one (`sag:kind-`)."""
    folders = ("graph", "shapes", "queries", "api", "docs", "examples")
    endings = {".py", ".rq", ".ttl", ".html", ".jinja", ".md"}
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in endings]
    for path in [ROOT / "README.md", *files]:
        for name in re.findall("|".join(PATTERNS), path.read_text("utf-8")):
            if not (term := "".join(name)).endswith("-"):
                yield term, str(path.relative_to(ROOT))


def test_every_term_that_a_room_uses_is_defined() -> None:
    defined = {str(subject).removeprefix(str(SAG)) for subject in ontology_graph().subjects()}
    assert sorted({(name, where) for name, where in spoken() if name not in defined}) == []
