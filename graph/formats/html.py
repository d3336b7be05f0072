"""HTML, a whole page or a piece of one: headings, paragraphs, lists and tables, without what the page hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from ..source import Unreadable, decode
from .lines import BLANK, Line, row, signed, tidy
from .unseen import NONE

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset(
    {
        "head", "title", "script", "style", "template", "noscript", "nav", "svg", "math", "form-data", "object",
        "iframe", "video", "audio", "canvas", "select", "option", "input", "textarea", "datalist", "link",
        "meta",
    }
)  # fmt: skip
_EDGES = frozenset(["header", "footer", "nav"])
_DIALOGS = frozenset(["modal", "dialog", "alertdialog"])
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "button",
    }
)  # fmt: skip
_APART = frozenset(["ul", "ol", "table", "blockquote", "section", "article", "dl", "hr"])
_OFFSTAGE = frozenset(
    {
        "badge", "breadcrumb", "btn", "dropdown-menu", "glyphicon", "hidden", "modal", "navbar", "sr-only",
        "visually-hidden", "visuallyhidden",
    }
)  # fmt: skip
_ROLES = frozenset(["menu", "menuitem", "navigation", "search", "dialog", "button", "alert"])
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_BLANKS = re.compile(r"\s+")
_STRONG = frozenset(["b", "strong"])
_LONGEST_BOLD, _BOLD_LEVEL, _SUMMARY_LEVEL = 200, 7, 6
_DEEPEST = 150
_PRESENTATION = "sagsfremstillingContainer"
_MOST_ELEMENTS = 100_000
_LONGEST_HEADING = 300
_TOO_DEEP = f"HTML nested deeper than {_DEEPEST} elements"


def lines(data: bytes) -> tuple[list[Line], str]:
    """The lines of a page and its encoding; `<header>` and `<footer>` tell only the municipality.

    Raises Unreadable when nothing is to be seen.
    """
    text, encoding = _decoded(data)
    root = _root(text)
    found = [] if root is None else list(_Page().lines(_main(root)))
    if root is not None and not any(line.kind == "heading" for line in found):
        found = [*_title(root), *found]
    if not any(line.text for line in found):
        raise Unreadable("an HTML page without words: what it shows is fetched by a script")
    return signed(found, [] if root is None else _edges(root)), encoding


def _decoded(data: bytes) -> tuple[str, str]:
    """As UTF-8 or UTF-16 where it is that; else as the page says; else as Windows-1252."""
    text, encoding = decode(data)
    said = _CHARSET.search(data[:4096]) if encoding == "windows-1252" else None
    if said is None:
        return text, encoding
    try:
        return data.decode(said[1].decode("ascii")), said[1].decode("ascii").casefold()
    except (LookupError, UnicodeDecodeError):
        return text, encoding


def _root(text: str) -> etree._Element | None:
    """The page's tree; None when it has none. Unreadable when it is built to exhaust its reader."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"HTML that cannot be read: {error.msg}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise Unreadable(_TOO_DEEP)
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST:
            raise Unreadable(_TOO_DEEP)
        if count > _MOST_ELEMENTS:
            raise Unreadable(f"HTML of more than {_MOST_ELEMENTS:,} elements")
    return root


def _main(root: etree._Element) -> etree._Element:
    """What a page says is its main part, when it has one and that holds words; else the whole page."""
    found = [element for element in root.iter() if element.tag == "main" or element.get("role") == "main"]
    whole = len(found) == 1 and any(str(text).strip() for text in found[0].itertext())
    return found[0] if whole else root


class _Page:
    """Walks a page; words gather until something ends their line."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.bold = 0
        self.plain = False

    def lines(self, element: etree._Element) -> Iterator[Line]:
        """The lines of an element and all within it."""
        yield from self._inside(element, Line("text"))
        yield from self._flush(Line("text"))

    def _inside(self, element: etree._Element, form: Line) -> Iterator[Line]:
        """What stands in an element; `form` is what kind of line its words make."""
        self._take(element.text)
        for child in element:
            if isinstance(child.tag, str) and not _unseen(child):
                yield from self._child(child, form)
            self._take(child.tail)

    def _child(self, child: etree._Element, form: Line) -> Iterator[Line]:
        tag = str(child.tag).casefold()
        if tag == "br":
            yield from self._flush(form, broken=False)
        elif tag == "pre":
            yield from self._preformatted(child, form)
        elif tag in _INLINE:
            self.bold += tag in _STRONG
            yield from self._inside(child, form)
            self.bold -= tag in _STRONG
        else:
            yield from self._flush(form)
            yield from self._part(child, tag, form)

    def _part(self, child: etree._Element, tag: str, form: Line) -> Iterator[Line]:
        """An element that stands apart from what surrounds it."""
        if tag in _APART:
            yield BLANK
        if tag in _HEADINGS:
            yield from self._heading(child, _HEADINGS[tag])
        elif tag == "summary":
            yield from self._heading(child, _SUMMARY_LEVEL)
        elif tag in ("ul", "ol"):
            yield from self._list(child, form)
        elif tag == "thead" and _frames(child):
            return
        elif tag == "tr":
            yield from _row(child)
        elif tag != "hr":
            yield from self._inside(child, form)
            yield from self._flush(form)
        if tag in _APART or tag == "p":
            yield BLANK

    def _heading(self, child: etree._Element, level: int) -> Iterator[Line]:
        """A heading on one line; one as long as prose is prose."""
        words = " ".join(line.text for line in _Page().lines(child)) or _unnamed(child)
        short = len(words) <= _LONGEST_HEADING
        yield Line("heading", words, level, True) if short else Line("text", words, broken=True)

    def _list(self, child: etree._Element, form: Line) -> Iterator[Line]:
        """The entries of a list, each on its line: a bullet, or its number where they are numbered."""
        indent = form.level + 2 if form.kind == "bullet" else 0
        start = child.get("start") or "1"
        number = int(start) if start.isdecimal() and len(start) < 5 else 1
        entry_form = Line("text") if child.tag == "ol" else Line("bullet", "", indent)
        for entry in child:
            if not isinstance(entry.tag, str) or _unseen(entry):
                continue
            if child.tag == "ol" and entry.tag == "li":
                self._take(f"{number}. ")
                number += 1
            yield from self._inside(entry, entry_form)
            yield from self._flush(entry_form)
            self._take(entry.tail)

    def _preformatted(self, child: etree._Element, form: Line) -> Iterator[Line]:
        """Lines as they stand."""
        yield from self._flush(form)
        for text in "".join(child.itertext()).split("\n"):
            yield Line(form.kind, text, form.level)

    def _take(self, text: str | None) -> None:
        if text:
            self.words.append(_BLANKS.sub(" ", text))
            self.plain = self.plain or (not self.bold and not text.isspace())

    def _flush(self, form: Line, *, broken: bool = True) -> Iterator[Line]:
        """The words gathered, as a line; one all in bold is a heading."""
        text, strong = tidy("".join(self.words).replace("\t", " ")), not self.plain
        self.words, self.plain = [], False
        if text and strong and form.kind == "text" and len(text) <= _LONGEST_BOLD:
            yield Line("heading", text, _BOLD_LEVEL, True)
        elif text:
            yield Line(form.kind, text, form.level, broken)


def _unnamed(heading: etree._Element) -> str:
    """What FirstAgenda leaves unsaid: a heading without words within an item's text opens its presentation."""
    before = heading.getprevious()
    within = any(parent.get("id") == _PRESENTATION for parent in heading.iterancestors())
    return "Sagsfremstilling" if within and before is not None else ""


def _frames(head: etree._Element) -> bool:
    """Whether a table's head stands over parts of the page rather than over figures: headings stand in its rows."""
    table = head.getparent()
    return table is not None and any(True for _ in table.iter(*_HEADINGS))


def _row(element: etree._Element) -> Iterator[Line]:
    """A table's row; a table of one row may be the columns of a page."""
    others = chain(element.itersiblings("tr", preceding=True), element.itersiblings("tr"))
    columns = next(others, None) is None
    cells = [_loose(element.text)]
    for child in element:
        if isinstance(child.tag, str) and not _unseen(child):
            cells.append(list(_Page().lines(child)))
            columns = columns or any(True for _ in child.iter("table"))
        cells.append(_loose(child.tail))
    yield from row([cell for cell in cells if cell is not None], columns=columns)


def _loose(text: str | None) -> list[Line] | None:
    """Words of a row that stand in no cell."""
    return [Line("text", text)] if text and text.strip() else None


def _unseen(element: etree._Element) -> bool:
    """Whether an element is not shown, or belongs to the page rather than to the minutes.

    Folded parts of a page stay: what holds a heading is not out of sight for good.
    """
    tag = str(element.tag).casefold()
    if tag in _UNSEEN or (tag in _EDGES and not _is_own(element)):
        return True
    names = set((element.get("class") or "").casefold().split())
    if element.get("hidden") is not None or tag == "dialog" or _DIALOGS & {*names, element.get("role")}:
        return True
    aside = element.get("aria-hidden") == "true" or element.get("role") in _ROLES or tag == "button"
    aside = aside or bool(_OFFSTAGE & names)
    aside = aside or bool(NONE.search(element.get("style") or ""))
    return aside and not any(True for _ in element.iter(*_HEADINGS))


def _is_own(element: etree._Element) -> bool:
    """`<header>` of an article holds its title; that of the page holds its menu."""
    tags = {parent.tag for parent in element.iterancestors()}
    return element.tag == "header" and (
        bool(tags & {"article", "main", "section"}) or any(True for _ in element.iter(*_HEADINGS))
    )


def _edges(root: etree._Element) -> Iterator[str]:
    """The words of the page's head and foot, and those that stand for its pictures."""
    for element in root.iter(*_EDGES):
        for part in element.itertext():
            yield str(part)
    for picture in root.iter("img"):
        yield f"{picture.get('alt') or ''}"
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name")) in ("og:site_name", "author", "DC.publisher", "publisher"):
            yield f"{meta.get('content') or ''}"
    yield from (str(title.text) for title in root.iter("title") if title.text)
    yield from (str(link.get("href")) for link in root.iter("link") if link.get("rel") == "canonical")
    yield from (str(field.get("value")) for field in root.iter("input") if field.get("id") == "apiurl")


def _title(root: etree._Element) -> Iterator[Line]:
    """The title in the head of a page that has no heading."""
    for title in root.iterfind("head/title"):
        if title.text and tidy(title.text):
            yield Line("heading", title.text, 1, True)
