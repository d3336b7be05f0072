"""Templates to answers: Jinja2 with everything escaped, Danish filters, and headers that let no foreign code in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, TypeAlias

from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from ...ontology import ID
from ..tabular import spreadsheet
from .danish import counted, listed, long_date, short_date, typed
from .here import Here
from .labels import comment, label, name

View: TypeAlias = object
"""What a page shows: one frozen dataclass a template."""

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Language": "da",
}


def day_said(text: str | None) -> str:
    """A day as the graph writes it, in words; nothing where there is none."""
    return long_date(date.fromisoformat(text)) if text is not None else ""


@cache
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=PackageLoader("sagsgang.api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "dato": long_date,
        "kort": short_date,
        "tal": typed,
        "opremset": listed,
        "navn": label,
        "forklaring": comment,
    }
    made.filters |= {"del": name, "dag": day_said}
    made.globals |= {"antal": counted, "ID": ID}
    return made


def page(here: Here, template: str, view: View, status: int = 200, noindex: bool = False) -> HTMLResponse:
    """Render a page; ``noindex`` asks search engines to leave it out."""
    text = environment().get_template(template).render(here=here, view=view, noindex=noindex)
    headers = {**HEADERS, "X-Robots-Tag": "noindex"} if noindex else dict(HEADERS)
    return HTMLResponse(text, status, headers)


def sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """All rows of a list as CSV (RFC 4180, UTF-8), under a file name."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(spreadsheet(columns, rows), headers=headers, media_type="text/csv; charset=utf-8")
