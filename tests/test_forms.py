"""What is told apart before an expression is tried: it never hides what the expression would find."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from sagsgang.graph import extract, labels, prose, register
from sagsgang.graph.extract import posts, units
from sagsgang.graph.formats import read
from sagsgang.graph.sections import outline

MINUTES = sorted((Path(__file__).parent / "minutes").glob("*.txt"))


@cache
def sentences() -> tuple[str, ...]:
    """The sentences and lines of our minutes, each once."""
    found: dict[str, None] = {}
    for path in MINUTES:
        reading = read(path.read_bytes())
        parts = outline(reading.blocks)
        sections = [*parts.header, *parts.parts, *(s for item in parts.items for s in item.sections)]
        found |= dict.fromkeys(s.text for section in sections for p in section.paragraphs for s in p.sentences)
        found |= dict.fromkeys(block.text for block in reading.blocks)
    return tuple(found)


def forms() -> Iterator[tuple[str, register.Form]]:
    """All forms that the rules search, by name."""
    names = [module.name for module in pkgutil.iter_modules(extract.__path__, f"{extract.__name__}.")]
    for module in (labels, prose, *map(import_module, names)):
        for name, value in vars(module).items():
            if isinstance(value, register.Form) and value.expression.pattern:
                yield f"{module.__name__.rpartition('.')[2]}.{name}", value


@pytest.mark.parametrize(("name", "form"), list(forms()))
def test_a_form_has_its_words_wherever_its_expression_matches(name: str, form: register.Form) -> None:
    assert [text for text in sentences() if form.expression.search(text) and not form.may(text)] == []


def test_posts_are_told_by_their_ends_as_by_their_expression() -> None:
    words = {word for text in sentences() for word in re.findall(r"[\w-]+", text)}
    office = posts._OFFICE
    assert {w for w in words if posts.is_post(w)} == {w for w in words if office.fullmatch(w)}


def test_units_begin_sentences_wherever_their_expression_does() -> None:
    found = [text for text in sentences() if units._UNIT.match(text)]
    assert found
    assert all(units.unit_at(text) for text in found)


def test_what_is_kept_of_many_sentences_is_let_go_and_of_few_stays() -> None:
    calls = []

    @register.kept
    def length(text: str) -> int:
        calls.append(text)
        return len(text)

    few = [f"Sag {number}" for number in range(10)]
    for _ in range(2):
        assert [length(text) for text in few] == [5] * 10
        register.forget()
    assert calls == few
    for number in range(register._FEW_KEPT):
        length(f"Punkt {number}")
    register.forget()
    assert length(few[0]) == 5
    assert calls[-1] == few[0]
