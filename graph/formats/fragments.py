"""HTML inside a field of JSON or XML -> lines a person reads: paragraphs, `- ` lists, rows with tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from .protocol import Part
from .unseen import unseen

_HIDDEN = {
    *("title", "script", "style", "meta", "head", "template", "noscript", "textarea", "select", "svg", "iframe"),
    *("object", "dialog"),
}
_APART = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "section", "article"),
    *("hr", "pre", "header", "footer", "fieldset", "figure", "address", "main", "nav", "aside", "form", "center"),
}
_LINE = {"br", "tr", "dt", "dd", "caption"}
_TAG = re.compile(r"<[^<>]{0,4000}>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTAINER = "sagsfremstillingContainer"


@dataclass(slots=True)
class _Lines:
    """Lines under way: words of the line that is open, and how the next one begins."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    mark: str = ""

    def end(self) -> None:
        """End a line; in a table's cell it goes on."""
        if self.cells is not None:
            self.open.append(" ")
            return
        if words := " ".join("".join(self.open).split()):
            self.done.append(self.mark + words)
            self.mark = " " * len(self.mark)
        self.open.clear()

    def apart(self) -> None:
        """End a paragraph; in a list the lines stay together."""
        self.end()
        if self.done and self.done[-1] and self.cells is None and not self.mark:
            self.done.append("")

    def cell(self) -> None:
        """End a cell of a row."""
        if self.cells is not None:
            self.cells.append(" ".join("".join(self.open).split()))
            self.open.clear()

    def row(self) -> None:
        """End a row: its cells with tabs between."""
        if self.cells is not None:
            self.cell()
            cells, self.cells = self.cells, None
            if line := "\t".join(cells).strip():
                self.done.append(line)

    def whole(self) -> tuple[str, ...]:
        self.row()
        self.mark = ""
        self.end()
        while self.done and not self.done[-1]:
            self.done.pop()
        return tuple(self.done)


def lines(html: str) -> tuple[str, ...]:
    """The lines of a fragment of HTML; an empty line parts two paragraphs.

    >>> lines("<p>Udvalget <b>vedtog</b>,</p><ul><li>at lytte</li><li>at læse</li></ul>")
    ('Udvalget vedtog,', '', '- at lytte', '- at læse')
    """
    return tuple(line for part in _walk(html, lambda element: False) for line in part.lines)


def parts(html: str) -> tuple[Part, ...]:
    """The parts of a FirstAgenda item: its `<h3>` outside the content's own `<span>` each open one."""
    return tuple(_walk(html, _opens))


def _opens(element: etree._Element) -> bool:
    if element.tag != "h3":
        return False
    above = [(each.tag, each.get("id")) for each in element.iterancestors()]
    inside = [tag for tag, name in above]
    return "span" not in inside and any(name == _CONTAINER for tag, name in above)


def _walk(html: str, opens: Callable[[etree._Element], bool]) -> list[Part]:
    root = _parsed(html)
    found, label, inside = list[Part](), "", _Lines()
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        tag = str(element.tag) if isinstance(element.tag, str) else "title"
        if event == "start":
            hidden += _is_hidden(tag, element)
            if not hidden:
                if opens(element):
                    found.append(Part(label, inside.whole()))
                    inside = _Lines()
                _begin(inside, tag, element)
                inside.open.append(str(element.text or ""))
        else:
            if not hidden:
                if opens(element):
                    label, inside = " ".join(inside.whole()), _Lines()
                _finish(inside, tag, element)
            hidden -= _is_hidden(tag, element)
            if not hidden:
                inside.open.append(str(element.tail or ""))
    found.append(Part(label, inside.whole()))
    return [part for part in found if part.lines or part.label]


def _is_hidden(tag: str, element: etree._Element) -> bool:
    return tag in _HIDDEN or unseen(element)


def _begin(inside: _Lines, tag: str, element: etree._Element) -> None:
    if tag == "li":
        inside.end()
        inside.mark = "  " * (_depth(element) - 1) + "- "
    elif tag == "tr":
        inside.row()
        inside.end()
        inside.cells = []
    elif tag in _LINE:
        inside.end()
    elif tag in _APART:
        inside.apart()


def _finish(inside: _Lines, tag: str, element: etree._Element) -> None:
    if tag == "li":
        inside.end()
        depth = _depth(element)
        inside.mark = "  " * (depth - 1) if depth > 1 else ""
    elif tag in ("td", "th"):
        inside.cell()
    elif tag == "tr":
        inside.row()
    elif tag in _APART:
        inside.apart()


def _depth(element: etree._Element) -> int:
    """How many lists an entry stands in."""
    return max(1, sum(each.tag in ("ul", "ol") for each in element.iterancestors()))


def _parsed(html: str) -> etree._Element | None:
    """Parse what a browser would take; of what is nested too deep to be parsed, the words only."""
    text = _ILLEGAL.sub("", html)
    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    if any("depth" in entry.message.casefold() for entry in parser.error_log):
        flat = _TAG.sub("<br>", text)
        return _parsed(flat) if flat != text else None
    return root
