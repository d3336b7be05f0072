"""Questions are files: their heads are read, and values reach them as terms, never as syntax."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from sagsgang.ontology import PREFIXES
from sagsgang.queries import Query, QueryError, named, names, parse

ECHO = parse("# param value: string\nSELECT ($value AS ?echo) {}", "echo")
BODIES = parse(
    "# param body: body\n# param on: date = last — dagen / the day\nSELECT ?x { ?x sag:body $body }", "bodies"
)
EMPTY = Store()


def first(bound: str) -> Literal | NamedNode:
    """The first value of the first row."""
    return next(iter(EMPTY.query(bound)))[0]


@given(st.text() | st.text(alphabet="\\\"'u0 2{}#<>$?\n\r\t;"))
def test_any_text_binds_as_that_very_literal(value: str) -> None:
    assert first(ECHO.bind({"value": value})) == Literal(value)


def bound(kind: str, value: str) -> str | None:
    """The question that echoes a value of a type, or None when the value is refused."""
    question = parse(f"# param value: {kind}\nSELECT ($value AS ?echo) {{}} LIMIT 1", "echo")
    try:
        return question.bind({"value": value}, on="2024-05-15")
    except QueryError:
        return None


@given(st.text(alphabet='abc:/#?<>"{}|\\^` \n%é.') | st.from_regex(r"https?://[a-z]+/[^ ]*", fullmatch=True))
def test_an_iri_is_an_iri_or_refused(value: str) -> None:
    asked = bound("iri", value)
    assert asked is None or first(asked) == NamedNode(value.strip())


@given(st.text() | st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]|[+-]?[0-9]{1,20}", fullmatch=True))
def test_a_date_or_a_number_is_one_or_refused(value: str) -> None:
    day, number = bound("date", value), bound("integer", value)
    assert day is None or value.strip() == "last" or str(first(day)).startswith(f'"{value.strip()}"')
    assert number is None or int(first(number).value) == int(value)


def test_only_variables_are_replaced() -> None:
    question = parse(
        "# param a: string\n"
        "PREFIX x: <http://x/$a#$a>\n"
        "SELECT * { ?a x:p\\$a \"$a\", ''''$a''', \"\\\"$a\", $ab, $a } # $a",
        "all",
    )
    assert question.bind({"a": "v"}) == question.text.replace("$ab, $a }", '$ab, "v" }')


def test_a_value_may_look_like_a_parameter() -> None:
    question = parse("# param a: string\n# param b: string\nSELECT ($a AS ?x) ($b AS ?y) {}", "two")
    assert [term.value for term in next(iter(EMPTY.query(question.bind({"a": "$b", "b": "$a"}))))] == ["$b", "$a"]


def test_several_iris_bind_as_several_terms() -> None:
    question = parse("# param graphs: iris\nSELECT ?g { VALUES ?g { $graphs } }", "graphs")
    found = EMPTY.query(question.bind({"graphs": "urn:a  urn:b"}))
    assert [row[0] for row in found] == [NamedNode("urn:a"), NamedNode("urn:b")]


def test_names_lose_their_needless_blanks() -> None:
    assert '"Kim T. Jensen"' in BODIES.bind({"body": " Kim  T. Jensen\n"}, on="2024-05-15")


def test_the_last_day_is_that_of_the_store_unless_a_day_is_given() -> None:
    question = parse("# param on: date = last\nSELECT ($on AS ?echo) {}", "day")
    assert first(question.bind({}, on="2024-05-15")).value == "2024-05-15"
    assert first(question.bind({"on": "last"}, on="2024-05-15")).value == "2024-05-15"
    assert first(question.bind({"on": "2021-01-31"}, on="2024-05-15")).value == "2021-01-31"


@pytest.mark.parametrize(
    ("values", "parameter", "said"),
    [
        ({}, "body", "bodies needs a body's code (DIR), name or IRI"),
        ({"body": "  "}, "body", "'  ' is not a body's code"),
        ({"body": "DIR", "organ": "x"}, "organ", "has no such parameter; its parameters are body, on"),
        ({"body": "DIR", "on": "2024-13-01"}, "on", "'2024-13-01' is not a date YYYY-MM-DD"),
        ({"body": "DIR", "on": "20240501"}, "on", "'20240501' is not a date"),
        ({"body": "DIR"}, "on", "no meeting is held, so give a date"),
        ({"body": "a\ud800"}, "body", "'a\\ud800' is not a body's code"),
    ],
)
def test_errors_name_the_parameter_and_what_is_allowed(values: dict[str, str], parameter: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)) as caught:
        BODIES.bind(values)
    assert caught.value.parameter == parameter
    assert f"parameter {parameter}: " in str(caught.value)


def test_a_head_tells_titles_parameters_and_an_example() -> None:
    question = parse(
        "\n# title@da: Hvem?\n# title@en: Who?\n# param on: date = last — dagen / the day\n"
        "# param n: integer = 10\n# param t: string =\n# example: on=2024-05-15; t=a b\n\nASK {}\n# param late: date",
        "who",
    )
    assert (question.title_da, question.title_en, question.form) == ("Hvem?", "Who?", "ASK")
    assert [(p.name, p.kind, p.default, p.note_da, p.note_en) for p in question.params] == [
        ("on", "date", "last", "dagen", "the day"),
        ("n", "integer", "10", "", ""),
        ("t", "string", "", "", ""),
    ]
    assert question.example == (("on", "2024-05-15"), ("t", "a b"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# param on date\nASK {}", "mine, line 1: a parameter is written"),
        ("#\n# param on: day\nASK {}", "mine, line 2: day is no type; the types are iri"),
        ("# param on: date = soon\nASK {}", "parameter on (mine, line 1): 'soon' is not a date"),
        ("# example: case\nASK {}", "mine, line 1: an example is written"),
        ("# nothing", "this begins with nothing"),
        ("PREFIX select: <http://x/> DELETE WHERE { ?s ?p ?o }", "this begins with DELETE"),
        ("WITH <http://g> INSERT { ?s ?p 1 } WHERE { SELECT * { ?s ?p ?o } }", "this begins with WITH"),
        ("# param a: string\nSELECT * { ?s ?p ?o FILTER(?o<$a&&?s>2) }", "put blanks around < and >"),
    ],
)
def test_a_head_or_text_that_is_not_understood_is_refused(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        parse(text, "mine")


def test_known_prefixes_need_no_declaration_and_lines_keep_their_numbers() -> None:
    bound = parse("# mine\nPREFIX foaf: <http://other/>\nASK { ?s foaf:name ?n; sag:body ?b; x:y 1 }", "mine").bind({})
    assert bound.splitlines()[0] == f"PREFIX sag: <{PREFIXES['sag']}> # mine"
    assert len(bound.splitlines()) == 3


def test_an_unknown_question_is_told_with_near_names() -> None:
    for name in ("nothing_of_the_kind", "../../pyproject", "minutes/", ""):
        with pytest.raises(QueryError, match="there is no query"):
            named(name)


@pytest.mark.parametrize("name", names())
def test_every_public_question_is_titled_documented_and_parses(name: str) -> None:
    question: Query = named(name)
    assert question.title_da != question.title_en
    assert all(param.note_da and param.note_en for param in question.params)
    used = set(re.findall(r"\$(\w+)", question.text))
    assert used == {param.name for param in question.params}
    EMPTY.query(question.bind(dict(question.example), on="2024-05-15"), use_default_graph_as_union=True)
