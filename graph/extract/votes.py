"""Who was against, took a reservation, abstained, or was disqualified: by person and by party."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from ..facts import Dissent, Person, Stance
from ..prose import Paragraph, sentences
from ..register import pattern, words
from ..source import Passage
from .names import PersonAt, any_names

_VERB = re.compile(
    rf"(?<!\d )(?<![\w])(?P<verb>{'|'.join(pattern('verb', k) for k in ('against', 'reservation', 'abstained'))})(?![\w])",
    re.I,
)
_RECUSED = re.compile(rf"(?<![\w])(?:{pattern('verb', 'recused')})(?![\w])", re.I)
_LISTED = re.compile(
    r"^(?P<stance>imod(?: forslaget| indstillingen)?(?: stemte)?|mod(?: stemte)?|undlod(?: at stemme)?|hverken for eller imod)\s*:?\s*(?P<who>.+)$",
    re.I,
)
_FOR = re.compile(r"^for(?: forslaget| ændringsforslaget| indstillingen)? stemte\s*:?\s*(?P<who>.+)$", re.I)
_PARTY = re.compile(rf"(?<![\w])(?P<name>{pattern('party')}|[A-ZÆØÅ][\wæøå]*listen|Liste [A-ZÆØÅ])(?![\w])")
_LETTERS = re.compile(r"(?<![\w.])(?P<letter>[A-ZÆØÅ])(?![\w.])")
_VOTED_FOR = re.compile(r"^(?P<who>.+?) stemte for(?: forslaget| indstillingen)?(?![\w])", re.I)


def dissents(paragraphs: Iterable[Paragraph], *, rejected: bool = False) -> list[Dissent]:
    """`Tove Skaaning (Ø) kan ikke tiltræde …`, `Dansk Folkeparti tog forbehold`, `Imod stemte: C og V`.

    Of a proposal that was rejected, those who voted for it.
    """
    found: list[Dissent] = []
    for paragraph in paragraphs:
        for sentence in sentences(paragraph.words):
            if match := _FOR.match(sentence.text) or _VOTED_FOR.match(sentence.text):
                who = _who(sentence, match.start("who"), match.end("who"), "against", letters=True)
                found.extend(who if rejected else ())
            elif not (rejected and _is_against(sentence.text)):
                found.extend(_sentence(sentence))
    return list({(d.stance, d.name, d.party): d for d in found}.values())


def _is_against(text: str) -> bool:
    match = _LISTED.match(text)
    return bool(match) and match["stance"].casefold().startswith(("imod", "mod")) if match else False


def _sentence(sentence: Passage) -> Iterable[Dissent]:
    text = sentence.text
    if match := _LISTED.match(text):
        stance: Stance = "against" if match["stance"].casefold().startswith(("imod", "mod")) else "abstained"
        yield from _who(sentence, match.start("who"), len(text), stance, letters=True)
    elif (match := _VERB.search(text)) and not _RECUSED.search(text):
        key = words("verb")[match["verb"].casefold()]
        yield from _who(sentence, 0, match.start(), cast(Stance, key), letters=False)


def _who(sentence: Passage, start: int, stop: int, stance: Stance, *, letters: bool) -> Iterable[Dissent]:
    """Those named between two places of a sentence."""
    part = sentence.text[start:stop]
    named = any_names(part)
    for person in named:
        span = sentence.span(start + person.start, start + person.end)
        yield Dissent(stance, span, person.name, person.party, sentence.text)
    rest = _blanked(part, named)
    for match in [*_PARTY.finditer(rest), *(_LETTERS.finditer(rest) if not named else ())]:
        yield Dissent(
            stance,
            sentence.span(start + match.start(), start + match.end()),
            party=match.group(),
            wording=sentence.text,
        )


def _blanked(text: str, named: Iterable[PersonAt]) -> str:
    for person in named:
        text = text[: person.start] + " " * (person.end - person.start) + text[person.end :]
    return text


def recusals(paragraphs: Iterable[Paragraph]) -> list[Person]:
    """`Jens P. Ibsgaard (V) erklærede sig inhabil og forlod lokalet under punktets behandling.`"""
    found: dict[str, Person] = {}
    for paragraph in paragraphs:
        for sentence in sentences(paragraph.words):
            if _RECUSED.search(sentence.text):
                for person in any_names(sentence.text):
                    span = sentence.span(person.start, person.end)
                    found.setdefault(
                        person.name, Person(person.name, "recused", span, party=person.party, reason=sentence.text)
                    )
    return list(found.values())


def aside(text: str) -> bool:
    """Whether a sentence tells of a dissent or a recusal: those in it are not told of as taking part."""
    return bool(_VERB.search(text) or _RECUSED.search(text) or _LISTED.match(text) or _FOR.match(text) or _VOTED_FOR.match(text))
