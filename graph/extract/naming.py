"""What one document calls its bodies: its own, those it spells out, and what its codes are short for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ..facts import Item, Minutes, NamedBody, Told
from ..formats import Reading
from ..register import Place, pattern, place
from ..sections import Outline, Section
from ..source import Passage, Span
from .bodies import Naming
from .codes import code_of, general_codes, unknown_codes, written_out
from .header import Header
from .routes import codes, printed
from .ruled import body_of, day_of

_LONGEST_CODE = 4
_BESIDE = re.compile(
    rf"\b(?:{pattern('kind')})\b|\b(?:{pattern('weekday')})\b|\b(?:{pattern('month')})\b|\b[\w-]*kommunes?\b"
    r"|\b(?:møde|mødet|i|af|fra|for|den|d|kl|nr)\b|\([^()]*\)",
    re.I,
)
"""What may stand beside a body's name in a title."""
_KOMMUNE = re.compile(r"[Kk]ommune$")
_IN_TOWN = re.compile(r"^\s*(?:i|for|ved) [A-ZÆØÅ][\w -]{1,40} [Kk]ommune(?=\W|$)")
_HEADED = re.compile(rf"(?:{pattern('kind')})\s*[:|–-]\s*(?P<name>[A-ZÆØÅ][^:\d]{{3,60}})$", re.I)
_DEFINED = re.compile(
    r"(?P<code>[A-ZÆØÅ]{2,5})\s*=\s*(?P<name>[A-ZÆØÅ][^=;]{2,60}?)(?=[,;.]?\s+[A-ZÆØÅ]{2,5}\s*=|[.;]?\s*$|;)"
)
_TOWN = re.compile(r"[A-ZÆØÅ][\w-]+s?\s+")
_CODED = re.compile(r"[A-ZÆØÅ]{2,5}\b")
_CODE_BEFORE = re.compile(r"(?<![\w-])(?P<code>[A-ZÆØÅ]{2,5})\s*(?:[:=–-]|er|står for)\s*$")
_CODE_BEHIND = re.compile(r"\s*\((?P<code>[A-ZÆØÅ]{2,5})\)")
_LETTERS = re.compile(r"[^\W\d_]")
_WITH_CODE = re.compile(r"(?P<name>\S.*?)\s*(?:\(\s*|[-–,]\s+)(?P<code>(?-i:[A-ZÆØÅ]{2,5}))\)?")
"""`Natur, Plan og Teknik (NPT)`: a title that names the body by both."""


def naming(parts: Outline, head: Header, town: Told[str] | None, reading: Reading) -> tuple[Naming, Told[str] | None]:
    """The names and codes of a document's bodies; and its own body, where it says whose minutes these are."""
    known = place(town.value if town else None, head.day.value if head.day else None)
    found = Naming()
    for name in sorted(set(known.bodies.values())) if known else ():
        found.add(name)
    found.codes.update(_defined(parts, found))
    body = _own(parts, head, found)
    if body:
        coded = _WITH_CODE.fullmatch(body.value)
        found.own = found.add(coded["name"] if coded else body.value)
        if coded:
            found.codes[coded["code"]] = found.own
        body = Told(found.own, body.span)
    told = [*(block.text for block in reading.blocks if block.kind == "heading"), *_texts(parts)]
    for text in told:
        found.learn(text)
    _spell_out(found, parts, told, known)
    return found, body


def _texts(parts: Outline) -> Iterator[str]:
    """All sentences of a document, headings and titles among them."""
    for section in (*parts.header, *parts.parts):
        yield from (sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences)
    for item in parts.items:
        yield item.title.text
        for section in item.sections:
            yield section.label.text if section.label else ""
            yield from (sentence.text for paragraph in section.paragraphs for sentence in paragraph.sentences)


def _spell_out(found: Naming, parts: Outline, told: Iterable[str], known: Place | None) -> None:
    """Find what each code of a document is short for: those of its routes, of the vocabulary, of its prose."""
    coded = [text for text in told if _CODED.search(text)]
    found.codes.update(_glossed(coded, found))
    routes = [codes(words) for item in parts.items if (words := printed(item))]
    for code in dict.fromkeys(code for route in routes for code in route):
        if code not in found.codes:
            name = code_of(code, found, known)
            found.codes[code] = (
                found.add(told_name) if name == code and (told_name := written_out(code, coded)) else name
            )
    _settle_own(found, routes)
    for code in general_codes():
        if code not in found.codes:
            found.codes[code] = code_of(code, found, known)
    for code in unknown_codes(coded, found):
        if (name := code_of(code, found, known)) != code:
            found.codes[code] = name
    for label, name in known.bodies.items() if known else ():
        if label.isalpha() and len(label) <= _LONGEST_CODE:
            found.codes.setdefault(label.upper(), name)
    explained = {*general_codes(), *(label.upper() for label in (known.bodies if known else ()))}
    found.guessed = {code for code, name in found.codes.items() if name != code and code.upper() not in explained}
    for code, name in found.codes.items():
        found.codes[code] = found.add(name) if name != code else name


def _glossed(coded: Iterable[str], found: Naming) -> Iterator[tuple[str, str]]:
    """What the document itself says a code is short for: `BSU: Børn- og Skoleudvalget`, `Miljøudvalget (MU)`."""
    for text in coded:
        for body in (b for b in found.find(text) if not text[b.start : b.end].isupper()):
            before, behind = _CODE_BEFORE.search(text, 0, body.start), _CODE_BEHIND.match(text, body.end)
            if code := before or behind:
                yield code["code"], body.name


def _defined(parts: Outline, found: Naming) -> Iterator[tuple[str, str]]:
    """`Forkortelser: SOF = Senior og Forebyggelse, ØU = Økonomiudvalget`: a list that names a body names bodies."""
    for block in (block for section in (*parts.header, *parts.parts) for block in section.blocks):
        listed = list(_DEFINED.finditer(block.text))
        if len(listed) > 1 and any(found.find(match["name"]) for match in listed):
            yield from ((match["code"], found.add(match["name"])) for match in listed)


def _settle_own(found: Naming, routes: Iterable[list[str]]) -> None:
    """A code that no name explains, and that begins every route, is the document's own body."""
    firsts = [route[0] for route in routes if route]
    if found.own is None or found.own in found.codes.values() or not firsts:
        return
    first = Counter(firsts).most_common(1)[0][0]
    if found.codes.get(first) == first:
        found.codes[first] = found.own


def _own(parts: Outline, head: Header, found: Naming) -> Told[str] | None:
    """The body whose minutes these are: of the header, else of the latest decisions' headings."""
    for line in (head.body, *head.lines):
        if line and (told := _named_alone(line, found)):
            return told
    decided = _decided(parts, head, found)
    for line in head.lines if not decided else ():
        if (match := _HEADED.match(line.text)) and not _KOMMUNE.search(match["name"]):
            return Told(match["name"], line.span(*match.span("name")))
    title = head.title if head.title and not _KOMMUNE.search(head.title.text) else None
    if title and ((not decided and head.kind) or (decided and title.text.casefold() == decided.casefold())):
        return Told(title.text, title.span())
    return Told(decided, _where(parts, decided, found)) if decided else None


def _named_alone(line: Passage, found: Naming) -> Told[str] | None:
    """`Referat – møde i Udsatterådet`: the body that a line of the header names, with little else beside it."""
    named = found.find(line.text)
    if len({body.name for body in named}) != 1:
        return None
    first = named[0]
    behind = _IN_TOWN.sub("", line.text[first.end :])
    rest = _BESIDE.sub(" ", f"{line.text[: first.start]} {behind}")
    town = _TOWN.fullmatch(line.text[: first.start]) and not _LETTERS.search(line.text[first.end :])
    if not town and len(_LETTERS.findall(rest)) > 0.5 * (first.end - first.start):
        return None
    return Told(first.name, line.span(first.start, first.end))


def _headings(parts: Outline) -> Iterator[tuple[Section, re.Match[str]]]:
    """The headings of decisions that name a body."""
    for item in parts.items:
        for section in item.of("decision"):
            if section.heading:
                yield section, section.heading


def _decided(parts: Outline, head: Header, found: Naming) -> str | None:
    """The body that decided on the day of the meeting, by most headings."""
    headed = [(body_of(match, found), day_of(match)) for _, match in _headings(parts)]
    dated = [day for _, day in headed if day]
    latest = head.day.value if head.day and dated else max(dated, default=None)
    names = Counter(name for name, day in headed if day == latest)
    return names.most_common(1)[0][0] if names else None


def _where(parts: Outline, name: str, found: Naming) -> Span:
    """Where the first heading of a body's decision names it."""
    label = next(s.label for s, match in _headings(parts) if s.label and body_of(match, found) == name)
    at = re.search(re.escape(name[:-2]), label.text, re.I)
    return label.words.span(at.start(), at.end()) if at else label.words.span()


def own_day(parts: Outline, found: Naming) -> Told[date] | None:
    """The day of the last own decision's heading, where the header tells none."""
    told: list[Told[date]] = []
    for section, match in _headings(parts):
        day, group = day_of(match), "date" if match["date"] else "when"
        if day and section.label and body_of(match, found) in (found.own, None):
            told.append(Told(day, section.label.words.span(match.start(group), match.end(group))))
    return max(told, key=lambda t: (t.value, -t.span.start), default=None)


def named_bodies(found: Minutes, names: Naming) -> Iterator[NamedBody]:
    """Every body that a fact names, once, where it is first named."""
    spans: dict[str, Told[str]] = {}
    for name, span in _named(found):
        key = names.names.get(name.casefold(), name)
        spans.setdefault(key.casefold(), Told(key, span))
    short = _shortest(names.codes)
    for told in spans.values():
        yield NamedBody(told.value, short.get(told.value), told.span)


def _shortest(codes_: dict[str, str]) -> dict[str, str]:
    """The code of each body, the document's own before others; a code that nothing spells out is its own."""
    return {name: code for code, name in reversed(codes_.items())}


def _named(found: Minutes) -> Iterator[tuple[str, Span]]:
    if found.body:
        yield found.body.value, found.body.span
    for item in found.items:
        yield from _named_by_item(item)
    for meeting in found.meetings:
        yield meeting.body, meeting.span


def _named_by_item(item: Item) -> Iterator[tuple[str, Span]]:
    for step in item.route.steps if item.route else ():
        if step.body:
            yield step.body, step.span
    for decision in item.decisions:
        yield decision.body, decision.span
    for referral in item.referrals:
        yield referral.sender, referral.span
        yield referral.receiver, referral.span
    for sub_item in item.sub_items:
        yield from _named_by_item(sub_item)
