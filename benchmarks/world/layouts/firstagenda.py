"""FirstAgenda's JSON: one meeting of `/api/agenda/dagsorden/ID`, each item one field of HTML under `<h3>` headings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from random import Random

from ..bodies import slug
from ..days import dashed
from ..features import Features
from ..values import SUPPLEMENT, Paper, Point
from .layout import Layout

FEATURES = Features(
    family="FirstAgenda JSON", suffix=".json", way="", prior=True, party=False, summary=True, closed="Lukket: ",
    substitutes=False, closed_enclosures=False,
    tells_kind=True,
)  # fmt: skip
_NONE = "00000000-0000-0000-0000-000000000000"


def write(rng: Random, paper: Paper) -> str:
    """The whole answer."""
    own, host = identifier(rng), f"dagsordener.{slug(paper.municipality.removesuffix(' Kommune')).replace('-', '')}.dk"
    zone = "+02:00" if 4 <= paper.day.month <= 10 else "+01:00"
    start = f"{paper.day.isoformat()}T{paper.start}:00{zone}"
    found = {
        "Dagsordenpunkter": [_item(rng, paper, point, place, own, host) for place, point in enumerate(paper.points, 1)],
        "Udvalg": {
            "Id": identifier(rng), "OrganisationId": identifier(rng), "Navn": f"{paper.body.name} ", "Historisk": False,
        },
        "Moede": {
            "Id": _NONE, "MeetingBeginUtc": start,
            "MeetingEndUtc": f"{paper.day.isoformat()}T{paper.end}:00{zone}" if paper.end else None,
            "ReleasedDate": f"{paper.day.isoformat()}T09:31:07.4410982{zone}", "Dato": start, "Sted": paper.place,
            "Afsluttet": paper.minuted,
            "Moededeltagere": [_member(paper, one.person, one.written) for one in paper.members],
            "Navn": paper.kind.capitalize(), "Description": paper.municipality,
            "ElasticSearchResults": None, "SourceId": str(rng.randint(1000, 9999)),
            "IsSupplementaryAgenda": paper.kind == SUPPLEMENT,
        },
        "TillaegsDagsorden": paper.kind == SUPPLEMENT, "Id": own, "Lydfiler": None, "LiveIntegrationEnabled": False,
    }  # fmt: skip
    return json.dumps(found, ensure_ascii=False)


def identifier(rng: Random) -> str:
    """One of the identifiers that FirstAgenda gives everything."""
    digits = f"{rng.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _member(paper: Paper, person: str, name: str) -> dict[str, object]:
    absent = any(one.person == person for one in paper.absent)
    return {"Name": name, "Absent": absent, "ParticipationCancelled": absent, "AttendanceType": 0}


def _item(rng: Random, paper: Paper, point: Point, place: int, meeting: str, host: str) -> dict[str, object]:
    document = identifier(rng)
    field = {
        "Navn": "", "Html": html(paper, point) if point.open else "", "Tekst": None, "Id": _NONE,
        "Link": f"https://{host}/Vis/Pdf/bilag/{document}", "DocumentId": document,
    }  # fmt: skip
    return {
        "Lydfiler": None, "Ressourcer": None, "Felter": [field], "Presentations": None, "ItemDecision": None,
        "SagsNummer": point.case_number or "", "Navn": point.title, "Punktnummer": point.number,
        "Bilag": [
            {"HarPdfVersion": "true", "Order": 0, "Navn": one.title, "Id": identifier(rng)} for one in point.enclosures
        ],
        "Documents": None, "Id": identifier(rng), "IntegrationUid": _NONE, "CorporationUid": _NONE,
        "AgendaUid": meeting,
        "Number": point.number, "Sorting": place, "IsOpen": point.open, "CaseNumber": point.case_number or "",
        "SourceId": str(rng.randint(10000, 99999)), "Caption": point.title, "CasePresentationUid": None,
        "ExternalAgendaItemAttendees": [],
    }  # fmt: skip


def html(paper: Paper, point: Point) -> str:
    """The sections of an item."""
    sections = [("Resume", [point.summary]), ("Sagsfremstilling", point.presentation), ("Økonomi", [point.economy])]
    sections += [("Indstilling", [point.proposal])]
    sections += [(f"Beslutning i {one.body.name} den {dashed(one.day)}", [one.text]) for one in point.prior]
    if paper.minuted:
        sections += [(f"Beslutning i {paper.body.name} den {dashed(paper.day)}", point.decision)]
    inside = "\r\n".join(_section(heading, texts) for heading, texts in sections if any(texts))
    return f"<div><div id='sagsfremstillingContainer'>\r\n{inside}\r\n</div></div>"


def _section(heading: str, texts: Iterable[str]) -> str:
    told = "".join(f"<p><span>{escape(text, quote=False)}</span></p>" for text in texts)
    head = '<meta name="generator" content="Aspose.Words for .NET 22.1.0"><title>Dagsordenspunkt</title>'
    return f"<h3>{heading}</h3>\r\n<span class='ukendt'>{head}<div>{told}</div></span>"


LAYOUT = Layout(FEATURES, write)
