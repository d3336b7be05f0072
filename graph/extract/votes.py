"""Who was against, took a reservation, abstained, or was disqualified: by person and by party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..facts import Dissent, Person, Stance
from ..prose import Paragraph
from ..register import Form, cue, form, needed, pattern, words
from ..source import Passage
from .minority import apart
from .names import PersonAt, any_names

_STANCES: dict[str, Stance] = {"against": "against", "reservation": "reservation", "abstained": "abstained"}
_CANNOT = (
    rf"(?:kan|kunne|vil|ville|kan|har|havde) (?:{pattern('thereupon')}|fortsat|stadig|heller|også) ikke "
    r"(?:kunnet )?(?:anbefale|tiltræde|godkende|støtte|tilslutte|medvirke|bakke|stemme|gå ind for)"
)
"""`kan dog ikke anbefale`"""
_VERB = form(
    rf"(?<!\d )(?<!\w)(?P<verb>{pattern('verb', *_STANCES)}|{_CANNOT})(?!\w)", ("verb", *_STANCES), also=("ikke",)
)
_MAJORITY = cue("majority", "majority")
_RECUSED = cue("verb", "recused")
_ABLE = form(
    r"\b(?:ikke|hverken) (?:(?:er|var|blev|fundet|anset|kendt|erklæret|for|at være|som) ){0,4}inhabile?\b"
    r"|\bingen\b[^.]{0,40}\binhabile?\b|\bfandt(?: \w+)? ikke,? at [^.]*\binhabil"
    r"|\b(?:mulige?|eventuelle?) inhabilitet\b(?![^.]*\b(?:forlod|deltog))",
    also=("inhabil", "inhabile", "inhabilitet"),
)
"""`Udvalget fandt, at Ole Holm ikke er inhabil`"""
_LEFT_FOR_IT = form(r"(?:in)?habilitet\s*:[^.]*\b(?:forlod|deltog ikke)\b", also=("habilitet", "inhabilitet"))
"""`Habilitet: Ole Holm forlod mødet, da han er formand for foreningen`"""
_AGAINST = re.compile(rf"(?:{pattern('vote', 'against')})\b", re.I)
_MOTION = rf"(?: (?:{pattern('motion')}))?"
_LISTED = form(
    rf"(?P<stance>(?:{pattern('vote', 'against')}){_MOTION}(?: stemte)?|{pattern('vote', 'abstained')})"
    r"\s*:?\s*(?P<who>.+)$",
    ("vote", "against", "abstained"),
)
_FOR = form(
    rf"(?:{pattern('vote', 'for')})(?:{_MOTION} stemte\s*:?|\s*:)\s*(?P<who>.+?)"
    rf"(?=[.;,]?\s+(?:og )?(?:{pattern('vote', 'against')})\b|$)",
    ("vote", "for"),
)
_VOTED_FOR = form(
    r"(?:^|,? (?:mens|men|idet|og) |, )(?P<who>[^,;.]+?(?:,[^,;.]+?)*?)"
    rf" stemte (?:{pattern('vote', 'for')}){_MOTION}(?!\w)",
    ("vote", "for"),
)
_INVERTED = form(
    r"\b(?-i:(?:kan|kunne) (?P<who>[A-ZÆØÅ][^.,;]{2,60}?) (?:dog )?ikke "
    r"(?:anbefale|tiltræde|støtte|godkende|tilslutte|gå ind|stemme for))",
    also=("ikke",),
)
_SUPPORTS = re.compile(
    r"(?P<who>[A-ZÆØÅ][^,;.:]{0,100}?(?:,[^,;.:]{1,60}?)*)"
    r" (?:(?:ønskede|ønsker) (?=[^.]{2,60} (?:imødekommet|godkendt|vedtaget|fremmet))"
    r"|anbefaler|anbefalede|støtter|støttede|tiltræder|tiltrådte|kan tiltræde) ?"
)
_LISTED_PARTY = re.compile(r"Liste (?=[A-ZÆØÅ]$)", re.I)
_GROUPED = r"[^().:;]{0,60}?\s*\((?P<who>(?:[^()]|\([A-ZÆØÅ]\)){1,120})\)"
_COUNTED = form(
    rf"(?:\d+ (?:stemmer |stemte |medlemmer stemte |medlemmer )?(?:{pattern('vote', 'against')})"
    rf"|stemte \d+ (?:medlemmer )?(?:{pattern('vote', 'against')})|\bmod \d+(?: stemmer)?){_GROUPED}",
    ("vote", "against"),
)
"""`4 stemte imod at yde tilskuddet (V, C og O)`, `Vedtaget med 5 stemmer mod 2 (Ø)`"""
_COUNTED_FOR = form(
    rf"(?:\d+ (?:stemmer |stemte |medlemmer stemte |medlemmer )?for|stemte \d+ (?:medlemmer )?for){_GROUPED}",
    ("vote", "for"),
)
_GROUP = re.compile(
    r"(?:Ad \d+\.? )?(?P<count>\d+) medlem(?:mer)? \((?P<who>[^()]{1,60})\) "
    r""
    r"(?P<rest>(?:kan ikke|kunne ikke|anbefaler|støttede|anbefalede|stemmer imod|stemte imod|stemmer for|stemte for"
    r"|ønsker|foreslår|støtter) .+)"
)
"""`3 medlemmer (A+C+F) anbefaler indstillingen. 1 medlem (O) anbefaler model A.`"""
_WORDS = needed(_VERB, _RECUSED, _MAJORITY, _LISTED, _FOR, _VOTED_FOR, _INVERTED, _COUNTED, _COUNTED_FOR)
_OF_PROPOSAL = re.compile(rf"\b(?:{pattern('motion')}|indstilling\w*|forslaget)\b", re.I)
_REFUSES = re.compile(r"\b(?:ikke|imod)\b", re.I)
_PARTY = re.compile(rf"(?<!\w)(?P<name>(?i:{pattern('party')})|[A-ZÆØÅ][\wæøå]*listen|[Ll]iste [A-ZÆØÅ])(?!\w)")
_LETTERS = re.compile(r"(?!^I (?!og|samt))(?<![\w.])(?P<name>[A-ZÆØÅ])(?!\w|\.\s?\w)")
_FEWER = "mindretal"
"""`Mindretallet, Ida Berg (A), ønsker …`: they stand apart whatever was decided."""


def dissents(paragraphs: Iterable[Paragraph], *, rejected: bool = False) -> list[Dissent]:
    """`Tove Skaaning (Ø) kan ikke tiltræde …`, `Dansk Folkeparti tog forbehold`, `Imod stemte: C og V`.

    Of a proposal that was rejected, those who voted for it.
    """
    found: list[Dissent] = []
    told = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    most = max((int(group["count"]) for one in told if (group := _GROUP.match(one.text))), default=0)
    for sentence in told:
        text = sentence.text
        if (not rejected or _FEWER in text.casefold()) and (others := list(apart(text))):
            for stance, start, stop, letters in others:
                found.extend(_who(sentence, start, stop, stance, listed=letters))
            continue
        if not (rejected or most or _WORDS.may(text)):
            continue
        votes = [*_COUNTED.finditer(text)], [*_COUNTED_FOR.finditer(text)]
        for counted in votes[rejected]:
            found.extend(_who(sentence, *counted.span("who"), "against"))
        if any(votes):
            continue
        if grouped := _GROUP.match(text):
            fewer = int(grouped["count"]) < most and not _OF_PROPOSAL.search(grouped["rest"])
            if not rejected and (fewer or _REFUSES.search(grouped["rest"])):
                found.extend(_who(sentence, *grouped.span("who"), "against", listed=True))
            continue
        if _MAJORITY.match(text):
            continue
        if rejected and (match := _SUPPORTS.match(text)):
            found.extend(_who(sentence, match.start("who"), match.end("who"), "against", listed=True))
        elif inverted := _INVERTED.search(text):
            found.extend(_who(sentence, inverted.start("who"), inverted.end("who"), "against"))
        elif match := _FOR.match(text) or (_VOTED_FOR.search(text) if rejected or not _VERB.search(text) else None):
            if rejected:
                found.extend(_who(sentence, match.start("who"), match.end("who"), "against", listed=True))
        elif match := _LISTED.match(text):
            stance = _stance(match["stance"])
            if not (rejected and stance == "against"):
                found.extend(_who(sentence, match.start("who"), len(text), stance, listed=True))
        elif (match := _VERB.search(text)) and not _RECUSED.search(text):
            stance = _STANCES[words("verb").get(match["verb"].casefold(), "against")]
            found.extend(_who(sentence, 0, match.start(), stance))
    return list({(d.stance, d.name, d.party): d for d in found}.values())


def _stance(told: str) -> Stance:
    return "against" if _AGAINST.match(told) else "abstained"


def _who(sentence: Passage, start: int, stop: int, stance: Stance, *, listed: bool = False) -> Iterator[Dissent]:
    """Those named between two places; single letters are parties in a list, and where nobody is named."""
    part = sentence.text[start:stop]
    named = any_names(part)
    for person in named:
        span = sentence.span(start + person.start, start + person.end)
        yield Dissent(stance, span, person.name, person.party, sentence.text)
    rest = _blanked(part, named)
    for match in (*_PARTY.finditer(rest), *(() if named and not listed else _LETTERS.finditer(rest))):
        span = sentence.span(start + match.start(), start + match.end())
        yield Dissent(stance, span, party=_LISTED_PARTY.sub("", match["name"]), wording=sentence.text)


def _blanked(text: str, named: Iterable[PersonAt]) -> str:
    for person in named:
        text = text[: person.start] + " " * (person.end - person.start) + text[person.end :]
    return text


def recusals(paragraphs: Iterable[Paragraph]) -> list[Person]:
    """`Jens P. Ibsgaard (V) erklærede sig inhabil og forlod lokalet under punktets behandling.`"""
    found: dict[str, Person] = {}
    for sentence in (s for p in paragraphs for s in p.sentences):
        told = _RECUSED.search(sentence.text) or _LEFT_FOR_IT.match(sentence.text)
        if told is None:
            continue
        named = any_names(sentence.text)
        if _ABLE.search(sentence.text):
            for name in {one.name for one in named} or set(found):
                found.pop(name, None)
            continue
        for one in [p for p in named if p.start < told.start()] or named:
            span = sentence.span(one.start, one.end)
            found.setdefault(one.name, Person(one.name, "recused", span, party=one.party, reason=sentence.text))
    return list(found.values())


def aside(text: str) -> bool:
    """Whether a sentence tells of a dissent, a recusal or a majority: those in it are not told of as taking part."""
    if not _WORDS.may(text):
        return False
    forms: tuple[Form, ...] = (_VERB, _RECUSED, _MAJORITY)
    listed: tuple[Form, ...] = (_LISTED, _FOR, _VOTED_FOR)
    return any(f.search(text) for f in forms) or any(f.match(text) for f in listed) or bool(_INVERTED.search(text))
