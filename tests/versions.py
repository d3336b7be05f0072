"""One meeting of an invented municipality: agenda, supplement, minutes in five formats, corrected minutes."""

import json
from collections.abc import Mapping
from io import BytesIO

from docx import Document
from papers import down, pdf

PEOPLE = ("Ea Krag (A)", "Bo Lind (V)", "Ida Holm (C)", "Ole Dam (F)")
CASE = "https://w3id.org/sagsgang/id/municipality/havnstrup/case/25-1044"
MEETING = "https://w3id.org/sagsgang/id/municipality/havnstrup/body/kulturudvalget/meeting/2025-05-06"
BEACH, HALL, TREES = "Tilskud til strandfesten", "Leje af den gamle idrætshal", "Træer langs Havnegade"
SONG, ANY = "Nyt klaver til musikskolen", "Eventuelt"


def head(kind: str, start: str = "16:00", place: str = "Rådhuset, lokale 4") -> list[str]:
    """The first lines of a document of the meeting."""
    return [
        *("Kulturudvalget", "", kind, "", "Havnstrup Kommune", "", f"Sted: {place}", "Dato: Tirsdag den 6. maj 2025"),
        *(f"Start kl.: {start}", "", "Medlemmer:", *PEOPLE, ""),
    ]


def item(number: int, title: str, case: str, *body: str, access: str = "Åben sag") -> list[str]:
    """An item with its case number and its access."""
    return [f"{number}. {title}", "", f"Sagsnr.: {case}", "", access, "", *body, ""]


ABOUT = ("Sagsfremstilling", "Foreningen søger om tilskud til musik på stranden.", "")
DECIDED = "Beslutning i Kulturudvalget den 06-05-2025"

AGENDA = "\n".join(
    [
        *head("DAGSORDEN", "15:30"),
        *item(1, BEACH, "25/1044", *ABOUT, "Sagsgang", "KUL ØK KB", "", "Økonomiudvalget får sagen den 13. maj 2025."),
        *item(2, HALL, "25/1045", "Sagsfremstilling", "Projektleder Per Krogh deltager under punktet.", ""),
        *item(3, TREES, "25/1046", "Sagsfremstilling", "Gartneren vil plante tolv lindetræer."),
        *item(4, ANY, "25/12", "Sagsfremstilling", "Intet."),
    ]
)
SUPPLEMENT = "\n".join(
    [
        *head("TILLÆGSDAGSORDEN", "15:30"),
        *item(5, SONG, "25/1047", "Sagsfremstilling", "Klaveret er fra 1962.", access="Lukket sag"),
    ]
)
ITEMS = (
    (BEACH, "25/1044", ABOUT, "Anbefales."),
    (HALL, "25/1045", ("Sagsfremstilling", "Hallen lejes ud i vinter.", ""), "Godkendt."),
    (SONG, "25/1047", ("Sagsfremstilling", "Klaveret er fra 1962.", ""), "Udsat til næste møde."),
    (ANY, "25/12", ("Sagsfremstilling", "Intet.", ""), "Intet."),
)


def minutes(kind: str = "REFERAT", hall: str = "Godkendt.") -> str:
    """The minutes as text."""
    lines = [*head(kind), "Fraværende: Ole Dam (F)", ""]
    for number, (title, case, about, decided) in enumerate(ITEMS, 1):
        lines += item(number, title, case, *about, DECIDED, hall if title == HALL else decided)
    return "\n".join(lines)


MINUTES = minutes()
CORRECTED = minutes("RETTET REFERAT", "Afslået.")


def as_html() -> bytes:
    """The minutes as a page."""
    heads = "".join(f"<p>{line}</p>" for line in head("")[4:9] if line)
    people = "<br>".join(PEOPLE)
    body = ""
    for number, (title, case, about, decided) in enumerate(ITEMS, 1):
        body += f"<h2>{number}. {title}</h2><p>Sagsnr.: {case}</p><p>Åben sag</p><h3>{about[0]}</h3><p>{about[1]}</p>"
        body += f"<h3>{DECIDED}</h3><p>{decided}</p>"
    top = f"<h1>Kulturudvalget - Referat</h1>{heads}<p>Medlemmer:</p><p>{people}</p><p>Fraværende: Ole Dam (F)</p>"
    return f"<!doctype html><html lang='da'><meta charset='utf-8'><body>{top}{body}</body></html>".encode()


def as_docx() -> bytes:
    """The minutes as a Word file."""
    word = Document()
    word.add_heading("Kulturudvalget - Referat", 1)
    for line in [*head("")[4:15], "", "Fraværende: Ole Dam (F)"]:
        word.add_paragraph(line)
    for number, (title, case, about, decided) in enumerate(ITEMS, 1):
        word.add_heading(f"{number}. {title}", 2)
        for line in (f"Sagsnr.: {case}", "Åben sag"):
            word.add_paragraph(line)
        for label, text in ((about[0], about[1]), (DECIDED, decided)):
            word.add_heading(label, 3)
            word.add_paragraph(text)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def as_pdf() -> bytes:
    """The minutes as a PDF of as many pages as they need."""
    lines = [f"*{line}" if line[:2] in ("1.", "2.", "3.", "4.") else line for line in MINUTES.split("\n")]
    return pdf(*(down(60, *lines[place : place + 55]) for place in range(0, len(lines), 55)))


def as_json() -> bytes:
    """The minutes as FirstAgenda exports them."""
    points = [
        {
            "Number": str(number),
            "Navn": title,
            "IsOpen": True,
            "CaseNumber": case,
            "Bilag": [],
            "Felter": [{"Navn": "", "Html": f"<h3>{about[0]}</h3><p>{about[1]}</p><h3>{DECIDED}</h3><p>{decided}</p>"}],
        }
        for number, (title, case, about, decided) in enumerate(ITEMS, 1)
    ]
    people = [{"Name": name, "Absent": name.startswith("Ole")} for name in PEOPLE]
    when = {"MeetingBeginUtc": "2025-05-06T16:00:00+02:00", "Sted": "Rådhuset, lokale 4", "Afsluttet": True}
    meeting = {**when, "Navn": "Referat", "Moededeltagere": people}
    whole = {"Udvalg": {"Navn": "Kulturudvalget"}, "Moede": meeting, "Dagsordenpunkter": points}
    return json.dumps(whole, ensure_ascii=False).encode()


FORMATS: Mapping[str, bytes] = {
    "referat.json": as_json(),
    "referat.docx": as_docx(),
    "referat.html": as_html(),
    "referat.pdf": as_pdf(),
    "referat.txt": MINUTES.encode(),
}
"""The minutes, the most authoritative format first."""

PAPERS: Mapping[str, bytes] = {
    "rettet.txt": CORRECTED.encode(),
    "referat.txt": MINUTES.encode(),
    "tillaeg.txt": SUPPLEMENT.encode(),
    "dagsorden.txt": AGENDA.encode(),
}
"""The documents of the meeting, the most authoritative first."""
