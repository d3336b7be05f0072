"""What holds of every text that is read, whatever stands in it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sagsgang.graph.extract import extract
from sagsgang.graph.formats import Reading, read
from sagsgang.graph.mapping import stated
from sagsgang.graph.sections import outline
from sagsgang.graph.source import Source, Span, Unreadable, freeze
from sagsgang.ontology import OA, RDF, SAG

MINUTES = sorted(path for path in (Path(__file__).parent / "minutes").iterdir() if path.suffix in (".txt", ".md"))
LINES = [freeze(path.read_bytes()).text.splitlines() for path in MINUTES]
ODD = [
    *(
        "",
        " ",
        "\t",
        "\n\n",
        "\r\n",
        "\f",
        "\u2028",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "e\u0301",
        "🏛",
        "İ",
        "ß",
        "ﬁ",
        "\u202e",
    ),
    *(
        "**",
        "***",
        "* ",
        "_x_",
        "#",
        "####### ",
        "<p>",
        "</p><p>",
        "<br/>",
        "&nbsp;",
        "|a|b|",
        "| --- | --- |",
        "---",
        "- -",
    ),
    *(
        "1.",
        "1. ",
        "99. Punkt",
        "Sagsgang",
        "Sagsgang:",
        "Sagsgang: ØK, , KB",
        "Bilag: ",
        "Bilag",
        "Beslutning i",
        "Åben sag",
    ),
    *(
        "Beslutning i ØK den 31-02-2024",
        "den 99. maj",
        "29. februar",
        "uge 99",
        "5. kvartal",
        "kl. 25:61",
        "0101011234",
    ),
    *(
        "Indholdsfortegnelse",
        "1. Punkt ..... 1",
        "Medlemmer:",
        "()",
        "( )",
        "Ole Hansen",
        "direktør Ole",
        "Hansen-",
        "ØK/HU/",
    ),
    *("Dato: 0001-01-01", "Dato: 31. december 9999", "Dato: 1. januar 1900", "Uge 53 2199", "inden fredag", "i maj"),
]


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Some lines of minutes that stand together."""
    lines = draw(st.sampled_from(LINES))
    start = draw(st.integers(0, len(lines) - 1))
    return "\n".join(lines[start : start + draw(st.integers(1, 40))])


texts = st.lists(st.one_of(pieces(), st.sampled_from(ODD), st.text(max_size=20)), max_size=12).map("\n".join)
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reading(text: str) -> Reading | None:
    """A text as it is read; None when it is none."""
    try:
        return read(text.encode("utf-8", "surrogatepass"))
    except Unreadable:
        return None


def triples(nquads: bytes) -> list[ox.Quad]:
    return list(ox.parse(nquads, ox.RdfFormat.N_QUADS))


def spans(fact: object) -> Iterator[Span]:
    """All places that a fact and the facts in it tell."""
    if isinstance(fact, Span):
        yield fact
    elif isinstance(fact, tuple):
        for one in fact:
            yield from spans(one)
    elif hasattr(fact, "__dataclass_fields__"):
        for name in fact.__dataclass_fields__:
            yield from spans(getattr(fact, name))


@many
@given(texts)
def test_lines_concatenate_to_the_text(text: str) -> None:
    if found := reading(text):
        assert "".join(found.source[block.span] for block in found.blocks) == found.source.text


@many
@given(texts)
def test_every_line_but_a_blank_one_has_words(text: str) -> None:
    if found := reading(text):
        assert all(bool(block.words) == (block.kind != "blank") for block in found.blocks)


@many
@given(texts)
def test_the_parts_of_the_outline_hold_every_line_once(text: str) -> None:
    if found := reading(text):
        assert sorted(block.span for block in outline(found.blocks).blocks()) == [block.span for block in found.blocks]


@many
@given(texts)
def test_the_words_of_a_line_stand_where_they_say(text: str) -> None:
    if found := reading(text):
        for block in found.blocks:
            for at, letter in enumerate(block.words.text):
                there = found.source.text[block.words.place(at)]
                assert letter == there or (letter == " " and not there.isalnum())


@many
@given(texts)
def test_whatever_a_text_says_its_facts_stand_in_it(text: str) -> None:
    found = reading(text)
    try:
        facts = extract(found) if found else None
    except Unreadable:
        return
    for span in spans(facts):
        assert found is not None
        assert 0 <= span.start <= span.end <= len(found.source.text)


@many
@given(texts)
def test_whatever_a_text_says_its_graph_quotes_it(text: str) -> None:
    try:
        graph = stated(text.encode())
    except Unreadable:
        return
    check(graph.nquads)


@many
@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        check(stated(data).nquads)
    except Unreadable as error:
        reason = error.reason
    else:
        return
    assert reason
    assert "\n" not in reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(MINUTES), st.randoms(use_true_random=False))
def test_minutes_cut_and_shuffled_are_read(path: Path, random: Random) -> None:
    lines = freeze(path.read_bytes()).text.splitlines(keepends=True)
    start, stop = sorted(random.sample(range(len(lines)), 2))
    kept = lines[start:stop]
    if random.random() < 0.5:
        random.shuffle(kept)
    try:
        graph = stated("".join(kept).encode())
    except Unreadable:
        return
    check(graph.nquads)


def check(nquads: bytes) -> None:
    """No blank nodes, one graph, and every quote is what stands in the text at its place."""
    quads = triples(nquads)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert len({quad.graph_name for quad in quads}) == 1
    said = {(quad.subject, quad.predicate.value): quad.object for quad in quads}
    (text,) = {value.value for (_, name), value in said.items() if name == str(RDF.value)}
    mentions = [quad.subject for quad in quads if quad.object == ox.NamedNode(str(SAG.Mention))]
    assert mentions
    for mention in mentions:
        start, end = (int(said[mention, str(name)].value) for name in (OA.start, OA.end))
        assert text[start:end] == said[mention, str(OA.exact)].value


@pytest.mark.parametrize("path", MINUTES, ids=lambda path: path.stem)
def test_every_quote_is_what_stands_at_its_place(path: Path) -> None:
    check(stated(path.read_bytes()).nquads)


@pytest.mark.parametrize("path", MINUTES, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same_quads(path: Path) -> None:
    assert stated(path.read_bytes(), "once").nquads == stated(path.read_bytes(), "twice").nquads


@pytest.mark.parametrize("path", MINUTES, ids=lambda path: path.stem)
def test_no_graph_tells_the_name_of_its_file(path: Path) -> None:
    assert path.name.encode() not in stated(path.read_bytes(), path.name).nquads
    assert path.stem.encode() not in stated(path.read_bytes(), path.name).nquads


@pytest.mark.parametrize(
    "line",
    [
        *("ABCDEF ", "Aabb Bocc ", "og ", "den 3. maj ", "11/5 ", "ØK/HU/", "økonomiudvalget og ", "børne- og "),
        *(
            "behandles i økonomiudvalget og byrådet ",
            "direktør Ole Hansen og ",
            "Ole Hansen (A) (B) (",
            "at er der som ",
        ),
        *("*a", "**a** ", "<p>", "<", "\t|", ". . .", "abc-\n", "- punkt om skolen\n", "#### Emne\n\n", "   - x\n"),
        *(
            "Et emne\n\nÅben sag\n\n",
            "1 Åben Titel 12/22\n",
            "mere af titlen\n",
            "Aabb Bocc Kommune ",
            "a",
            "chef for a, ",
        ),
        *("som stedfortræder for a deltog ", "Imod stemte: A, ", "s beslutning den 3 ", "udvalget for a og ", "(", '"'),
    ],
)
def test_what_repeats_without_end_is_read_all_the_same(line: str) -> None:
    head = "Direktionen\n\nREFERAT\n\nDato: 3. marts 2024\n\n1. Punkt\n\nÅben sag\n\nBilag\n\nBeslutning\n\n"
    assert extract(read((head + line * (100_000 // len(line))).encode())).day is not None


def test_text_of_no_minutes_is_refused() -> None:
    with pytest.raises(Unreadable, match="nothing here looks like minutes"):
        stated(b"Opskrift\n\nPisk fem aeg sammen med sukker.\n")


def test_a_source_gives_the_words_of_a_place() -> None:
    assert Source("", "abc")[Span(1, 3)] == "bc"
