"""How a municipality's secretaries write: what bodies are called in running text, and the sentences of decisions."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .grammar import first_down, first_up, say
from .values import Body, When
from .words import sentences


@dataclass(frozen=True, slots=True)
class Voice:
    """Whether bodies are written small in running text, and whether their codes stand there."""

    small: bool
    coded: bool

    def name(self, rng: Random, body: Body) -> str:
        """A body in running text."""
        if self.coded and body.kind in {"economic", "council"} and rng.random() < 0.35:
            return body.code
        return first_down(body.name) if self.small else body.name

    def names(self, rng: Random, bodies: list[Body]) -> str:
        """`Økonomiudvalget og Byrådet`, `ØK, og KB`."""
        *front, last = [self.name(rng, body) for body in bodies]
        return f"{', '.join(front)} og {last}" if front else last

    def genitive(self, body: Body) -> str:
        """`Økonomiudvalgets`; what ends in more than one word has no genitive of its own."""
        name = first_down(body.name) if self.small else body.name
        return f"{name}s"


def own(body: Body) -> str:
    """`Udvalget`, as a body is called in its own minutes."""
    if body.kind in {"standing", "economic"}:
        return "Udvalget"
    return "Rådet" if body.kind == "advisory" else body.name


def sentence(rng: Random, name: str, body: Body, **slots: str) -> str:
    """One of the sentences of a name, with what a body is called in its own minutes."""
    small = str(rng.randint(2, 9))
    more = {key: first_down(say(rng, sentences(f"{key}s"), small=small)) for key in ("remark", "purpose", "cause")}
    more["wish"] = first_down(say(rng, sentences("wishes")))
    weeks = str(rng.choice((4, 6, 8, 10)))
    return say(rng, sentences(name), Own=own(body), weeks=weeks, **more, **slots)


def dated(rng: Random, voice: Voice, steps: list[tuple[Body, When]]) -> str:
    """`Sagen behandles i Økonomiudvalget den 11. juni og i Byrådet den 18. juni.`: one or two steps with their days."""
    first, *rest = steps
    slots = {"a": voice.name(rng, first[0]), "when": first[1].words}
    slots["A"] = first_up(slots["a"])
    if rest:
        slots |= {"b": voice.name(rng, rest[0][0]), "when2": rest[0][1].words}
    return say(rng, sentences("dated_two" if rest else "dated"), **slots)
