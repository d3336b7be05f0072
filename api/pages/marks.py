"""A text with the words of facts marked: nested and overlapping places alike, and not a character lost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from .nodes import Words

UNREAD: Final = "ikke-laest"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text and the look (a class) of what stands there."""

    words: Words
    look: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text without a boundary inside it, and the marks over it, the widest first."""

    text: str
    start: int
    marks: tuple[Mark, ...]


def pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut a text at the ends of the marks; the pieces' texts together are the text.

    >>> [(p.text, len(p.marks)) for p in pieces("abcdef", [Mark(Words(0, 4), ""), Mark(Words(2, 6), "")])]
    [('ab', 1), ('cd', 2), ('ef', 1)]
    """
    held = sorted((mark for mark in set(marks) if 0 <= mark.words.start < mark.words.end <= len(text)), key=_widest)
    cuts = sorted({0, len(text)} | {end for mark in held for end in (mark.words.start, mark.words.end)})
    over: list[Mark] = []
    coming = iter(held)
    following = next(coming, None)
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.words.end > start]
        while following is not None and following.words.start == start:
            over.append(following)
            following = next(coming, None)
        yield Piece(text[start:end], start, tuple(sorted(over, key=_width)))


def _widest(mark: Mark) -> tuple[int, int, str]:
    """By where they start; the widest first."""
    return mark.words.start, -mark.words.end, mark.look


def _width(mark: Mark) -> tuple[int, int, str]:
    """The widest first, in one order."""
    return mark.words.start - mark.words.end, mark.words.start, mark.look


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """The text as HTML: each place has its anchor (`id="char=1,5"`), each marked piece links to the facts of its words.

    A piece under several marks links to the narrowest one, and the list of facts tells what lies around it. An anchor
    holds the whole place, so that it can be lit up; where places cross, the later one's anchor stands empty.
    """
    return Markup("".join(_written(pieces(text, marks), len(text))))


def _written(cut: Iterable[Piece], length: int) -> Iterator[str]:
    """The pieces as HTML, in anchors that nest."""
    ends: list[int] = []
    anchored = set[Words]()
    for piece in cut:
        while ends and ends[-1] <= piece.start:
            ends.pop()
            yield "</span>"
        for words in (mark.words for mark in piece.marks if mark.words not in anchored):
            anchored.add(words)
            nests = words.end <= (ends[-1] if ends else length)
            yield f'<span class="anker" id="{words.anchor}">' + ("" if nests else "</span>")
            if nests:
                ends.append(words.end)
        yield _linked(piece)
    yield "</span>" * len(ends)


def _linked(piece: Piece) -> str:
    """The text of a piece, as a link to the facts of its narrowest mark."""
    text = escape(piece.text, quote=False)
    if not piece.marks:
        return text
    narrow = piece.marks[-1]
    looks = {mark.look for mark in piece.marks if mark.look == UNREAD} | {narrow.look}
    depth = min(len({mark.words for mark in piece.marks}), 3)
    classes = " ".join(("ord", f"d{depth}", *sorted(looks)))
    return f'<a class="{classes}" href="#fakta-{narrow.words.start}-{narrow.words.end}">{text}</a>'
