"""Score what is read against gold: docs/quality.md, the floors of tests/floors.toml, and how sure doubting rules are.

python benchmarks/quality.py
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections.abc import Mapping, Sequence

from calibration import cases, measured, write
from corpora import ROOT, documents
from report import Scored, page, scored
from scoring import macro, total

PAGE = ROOT / "docs" / "quality.md"
FLOORS = ROOT / "tests" / "floors.toml"
_SLACK = 0.01
_ABOUT = """# The least macro F1 of what is read from minutes with gold, by corpus and document, and of all documents of
# a corpus together, with the register of places (`macro`) and without (`no-register`). `make quality` raises a floor
# to {slack:.2f} below what was reached, and never lowers one.
"""
Floors = Mapping[str, Mapping[str, float]]


def reached(found: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """The macro F1 of each corpus, with the register and without, and of each document."""
    result: dict[str, dict[str, float]] = {}
    for corpus in dict.fromkeys(each.document.corpus for each in found):
        some = [each for each in found if each.document.corpus == corpus]
        result[corpus] = {
            "macro": macro(total(each.known for each in some)),
            "no-register": macro(total(each.bare for each in some)),
            **{each.document.name: macro(each.known) for each in some},
        }
    return result


def floors() -> Floors:
    """The floors as they stand."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def below(found: Sequence[Scored]) -> list[str]:
    """What is below its floor; of documents that are not here nothing is asked."""
    now = reached(found)
    return [
        f"{corpus}/{name}: {now[corpus][name]:.3f} is below its floor {floor}"
        for corpus, least in floors().items()
        for name, floor in least.items()
        if now.get(corpus, {}).get(name, 1.0) < floor
    ]


def raised(before: Floors, now: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors after these scores: raised to a little below them, those of documents that are not here as they were.

    >>> raised({"a": {"macro": 0.9, "gone": 0.8}}, {"a": {"macro": 0.957, "new": 0.5}})
    {'a': {'macro': 0.94, 'gone': 0.8, 'new': 0.49}}
    """
    return {
        corpus: {
            name: max(before.get(corpus, {}).get(name, 0.0), _floor(now.get(corpus, {}).get(name, 0.0)))
            for name in dict.fromkeys([*before.get(corpus, {}), *now.get(corpus, {})])
        }
        for corpus in dict.fromkeys([*before, *now])
    }


def _floor(value: float) -> float:
    return max(0.0, math.floor(round((value - _SLACK) * 100, 6)) / 100)


def written(least: Floors) -> str:
    """Floors as TOML."""
    lines = [_ABOUT.format(slack=_SLACK)]
    for corpus, each in least.items():
        lines += [f"[{corpus}]", *(f'"{name}" = {floor:.2f}' for name, floor in each.items()), ""]
    return "\n".join(lines)


def main() -> int:
    """Write the page, the floors and the confidences; 1 when something is below its floor."""
    found, doubts = scored(documents()), measured(cases(documents()))
    text, low = page(found, doubts), below(found)
    PAGE.write_text(text, "utf-8")
    FLOORS.write_text(written(raised(floors(), reached(found))), "utf-8")
    write(doubts)
    print(text)
    print("\n".join(low) or "Nothing is below its floor.", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
