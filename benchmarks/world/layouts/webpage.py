"""FirstAgenda's web page of a meeting, saved: a table of items, each with `<h3>` sections as its JSON has them."""

from __future__ import annotations

from html import escape
from random import Random

from ..days import long, weekday
from ..features import Features
from ..values import Paper, Point
from .firstagenda import html, identifier
from .layout import Layout

FEATURES = Features(
    family="FirstAgenda web page", suffix=".html", prior=True, case_numbers=False, party=False, end=False, summary=True,
    closed="Lukket: ", substitutes=False, absent=False, closed_enclosures=False,
)  # fmt: skip


def write(rng: Random, paper: Paper) -> str:
    """The whole page."""
    kind = "Referat" if paper.minuted else "Dagsorden"
    time = f"kl. {paper.start.replace(':', '.')}"
    people = "<br>".join(f'<span class="deltager">{escape(one.written)}</span>' for one in paper.members)
    rows = "\n".join(_row(rng, paper, point, place) for place, point in enumerate(paper.points))
    return f"""<html lang="da"><head>
        <title>{escape(paper.body.name)} - {escape(paper.place)}</title>
        <script src="/dist/js/common.js"></script>
    </head>
    <body class="">
    <nav class="navbar navbar-default"><a href="/">{escape(paper.municipality)}</a></nav>
    <a data-backbutton="" class="btn btn-sm"><span class="tilbage-text">Tilbage til forsiden</span></a>
    <div class="title"><h1 class="green dato">{kind} {long(paper.day)} {time}</h1>
    <h2 class="black"><span class="udvalg">{escape(paper.body.name)}</span><span class="sted-divider"> - </span><span
      class="sted sted-container">{escape(paper.place)}</span></h2></div>
    <table class="dagsordeninfo"><tbody>
      <tr><td>Udvalg:</td><td><span class="udvalg">{escape(paper.body.name)}</span></td></tr>
      <tr><td>Mødedato:</td><td><span class="dato">{weekday(paper.day)} den {long(paper.day)} {time}</span></td></tr>
      <tr class="sted-container"><td>Mødested:</td><td><span class="sted">{escape(paper.place)}</span></td></tr>
      <tr id="deltager-container"><td valign="top">Mødedeltagere:</td><td class="deltagere">{people}</td></tr>
    </tbody></table>
    <table id="dagsordenDetaljer" class="table table-hover dagsorden">
    <thead><tr><th class="text-center">Punkt</th><th>Titel</th><th></th></tr></thead>
    <tbody>{rows}</tbody></table>
    </body></html>
"""


def _row(rng: Random, paper: Paper, point: Point, place: int) -> str:
    shown = '<li><span class="label label-default pdf-label">PDF</span><a class="bilag-link" href="/vis/pdf/bilag/'
    links = "".join(f'{shown}{identifier(rng)}">{escape(one.title)}</a></li>' for one in point.enclosures)
    files = f'<h3>Bilag</h3><ul class="list-unstyled">{links}</ul>' if links else ""
    inside = f'<div class="details" id="details{place}">{html(paper, point) if point.open else ""}{files}</div>'
    number = f'<span class="label label-default">{point.number}</span>'
    title = f'<h2 class="overskrift text-left" id="overskrift{place}" tabindex="0">{escape(point.title)}</h2>'
    return (
        f'<tr class="punktrow" id="punktrow_{identifier(rng)}"><td class="text-center punkt-tabel">{number}</td>'
        f'<td class="punkt-tabel"><button class="overskrift-btn">{title}</button>{inside}</td>'
        '<td class="punkt-tabel"></td></tr>'
    )


LAYOUT = Layout(FEATURES, write)
