"""A folder of minutes in every form, sown with CPR numbers however they are written, and with what is not for all."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import papers
from docx import Document

FORMATS = Path(__file__).parent / "formats"
SECRET = "Sortejern"
"""A word that stands only in what is closed, hidden or deleted."""
NUMBERS = [(f"{1 + n % 28:02}{1 + n % 12:02}{n:02}", f"{4000 + 37 * n}") for n in range(100)]
TEXT = (
    *("{d}-{l}", "{d} {l}", "{d}–{l}", "{d}{l}", "{d} - {l}", "{d}\u00a0{l}", "{d}\u2011{l}", "{d}-\n{l}"),
    *("{a}\u00ad{b}-{l}", "**{d}**-{l}", "<b>{d}</b>-{l}", "{d}&ndash;{l}", "CPR-nr. {a} {b} {l}", "{a}\u200b{b}-{l}"),
)
HTML = (
    *("{d}-{l}", "<b>{d}</b>-{l}", "{a}<i>{b}</i>-{l}", "<span class='x'>{d}</span>-<span>{l}</span>", "{d}&#45;{l}"),
    *("{d}&ndash;{l}", "{d}&nbsp;{l}", "{a}&shy;{b}-{l}", "{d}<!-- . -->-{l}", "{d}<wbr>-{l}", "{d}{l}", "{d} {l}"),
)
PLAIN = ("{d}-{l}", "{d} {l}", "{d}{l}", "{d} - {l}")


def numbers(part: int, shapes: tuple[str, ...]) -> list[str]:
    """The ten numbers of a part of the hundred, in turn in each of the shapes."""
    some = enumerate(NUMBERS[10 * part : 10 * part + 10])
    return [shapes[n % len(shapes)].format(d=day, a=day[:3], b=day[3:], l=last) for n, (day, last) in some]


def text(part: int) -> str:
    """Minutes whose items, decisions and attachments tell of ten people."""
    items = (
        f"{n}. Sag om {one}\n\nBeslutning\nGodkendt for borger {one}.\n\nBilag\n1 Åben Brev om {one}\n"
        for n, one in enumerate(numbers(part, TEXT), 1)
    )
    return f"REFERAT\n\nHavnstrup Kommune\n\nMandag den {part + 3}. februar 2025\n\n" + "\n".join(items)


def page(part: int) -> str:
    items = "".join(f"<h2>{n}. Sag</h2><p>Godkendt for {one}.</p>" for n, one in enumerate(numbers(part, HTML), 1))
    hidden = "".join(
        f"<{tag}>{SECRET} {number}</{tag.split()[0]}>"
        for tag, number in zip(
            ("p hidden", "p style='display:none'", "template", "script", "textarea hidden"),
            numbers(part, PLAIN),
            strict=False,
        )
    )
    return f"<!DOCTYPE html><html><body><h1>Referat</h1><p>Havnstrup Kommune</p>{hidden}<!-- {SECRET} -->{items}</body>"


def word(part: int) -> bytes:
    """Numbers divided over runs of characters; hidden and deleted words."""
    document, file = Document(), BytesIO()
    document.add_heading("Referat", 1)
    document.add_paragraph("Havnstrup Kommune")
    for day, last in NUMBERS[10 * part : 10 * part + 10]:
        paragraph = document.add_paragraph("Godkendt for borger ")
        for piece in (day[:3], day[3:], "-", last):
            paragraph.add_run(piece).bold = len(piece) == 3
        paragraph.add_run(f" {SECRET}").font.hidden = True
    document.core_properties.title = f"{SECRET} {NUMBERS[10 * part][0]}-{NUMBERS[10 * part][1]}"
    document.core_properties.comments = SECRET
    document.save(file)
    return file.getvalue()


def pdf(part: int) -> bytes:
    """Numbers drawn in pieces, and words beside the page."""
    drawn: list[papers.Drawn] = [(70, 60, "*Referat"), (70, 80, "Havnstrup Kommune"), (900, 100, SECRET)]
    for n, (day, last) in enumerate(NUMBERS[10 * part : 10 * part + 10]):
        drawn += [(70, 100 + 14 * n, f"Godkendt for {day}"), (165, 100 + 14 * n, f"-{last}")]
    return papers.pdf(drawn, trailer=f"/Info << /Title ({SECRET} {NUMBERS[10 * part][0]}) >>")


def firstagenda(part: int) -> bytes:
    told = json.loads((FORMATS / "firstagenda.json").read_text("utf-8"))
    first, closed = told["Dagsordenpunkter"]
    field = first["Felter"][0]
    field["Html"] = field["Html"].replace("Broen er", " ".join(f"<p>borger {one}.</p>" for one in numbers(part, HTML)))
    field["Html"] += f"<p style='display:none'>{SECRET}</p>"
    first["Navn"] += f" {numbers(part, PLAIN)[0]}"
    first["Bilag"].append({"Navn": f"Brev {numbers(part, PLAIN)[1]}"})
    closed["Felter"] = [{"Navn": "Sagsfremstilling", "Html": f"<p>{SECRET}</p>", "Tekst": SECRET}]
    closed["Bilag"] = [{"Navn": SECRET, "IsOpen": False}]
    closed["Resume"] = SECRET
    return json.dumps(told).encode()


CLOSING = {
    "acadre.xml": (
        ('accessname">Åben', 'accessname">Lukket'),
        ("broen bygges", SECRET),
        ('name">Tegning', f'name">{SECRET}'),
    ),
    "edoc.xml": (("AccessIsPublic>true", "AccessIsPublic>false"), ("At broen bygges", SECRET)),
    "sbsys.xml": (("<IsPublic><![CDATA[True]", "<IsPublic><![CDATA[False]"), ("Centret", SECRET), ("Tegning", SECRET)),
}
"""How an export is made one of a closed item that tells more than is to be known."""


def export(name: str, part: int) -> bytes:
    """An exported meeting of one item: its title and its place tell of ten people."""
    told = (FORMATS / name).read_text("utf-8")
    some = ", ".join(numbers(part, PLAIN))
    told = re.sub("Ny bro", f"Ny bro {some}", told).replace("Pakhuset", f"Pakhuset {numbers(part, PLAIN)[0]}")
    return told.encode()


def closed(name: str) -> bytes:
    told = (FORMATS / name).read_text("utf-8")
    for old, new in CLOSING[name]:
        assert old in told, (name, old)
        told = told.replace(old, new)
    return told.encode()


def sow(folder: Path) -> None:
    """Write the folder: ten numbers in each of ten forms, one in a name, and the closed ones beside them."""
    day, last = NUMBERS[0]
    files = {f"referat {day}-{last}.txt": text(0).encode(), "blad.md": text(1).encode(), "side.html": page(2).encode()}
    files |= {"brev.docx": word(3), "brev.pdf": pdf(4), "moede.json": firstagenda(5)}
    files |= {name: export(name, 6 + n) for n, name in enumerate(("acadre.xml", "edoc.xml", "sbsys.xml"))}
    files |= {f"lukket-{name}": closed(name) for name in CLOSING}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with ZipFile(folder / "mere.zip", "w") as packed:
        packed.writestr(f"blad {day}{last}.txt", text(9))


def told(text: str) -> list[str]:
    """What a text tells of what was sown: markup and signs that are not seen put aside."""
    plain = re.sub("<[^<>]{0,200}>|[\u00ad\u200b-\u200f*]", "", text)
    found = [f"{day} {last}" for day, last in NUMBERS if re.search(rf"{day}[^0-9a-z]{{0,8}}{last}", plain)]
    return found + ([SECRET] if SECRET.casefold() in plain.casefold() else [])
