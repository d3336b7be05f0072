"""Documents of an invented municipality as PDF and Word files, made here: what is drawn where is said by the test."""

import zlib
from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from docx import Document

Drawn = tuple[float, float, str]
"""Points from the left, points from the top, and the words: bold when they begin with an asterisk."""


def pdf(*pages: Sequence[Drawn], size: float = 10, trailer: str = "") -> bytes:
    """A PDF with the words of each page drawn in the order given."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects += [font % name for name in (b"Helvetica", b"Helvetica-Bold")]
    kids = []
    for page in pages:
        content = b"".join(_shown(x, y, words, size) for x, y, words in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        fonts = b"<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = b"/MediaBox [0 0 595 842]"
        parts = (b"<< /Type /Page /Parent 2 0 R", box, b"/Resources", fonts, b"/Contents %d 0 R >>" % len(objects))
        objects.append(b" ".join(parts))
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: str = "") -> bytes:
    found, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size_ = len(objects) + 1
    end = f"xref\n0 {size_}\n0000000000 65535 f \n{table}trailer\n<< /Size {size_} /Root 1 0 R {trailer} >>\n"
    return bytes(found) + f"{end}startxref\n{len(found)}\n%%EOF\n".encode()


def _shown(x: float, y: float, words: str, size: float) -> bytes:
    font = b"F2" if words.startswith("*") else b"F1"
    text = words.removeprefix("*").encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET\n" % (font, size, x, 842 - y, text)


def down(start: float, *lines: str, left: float = 70, by: float = 12) -> list[Drawn]:
    """Lines below each other; an empty one leaves white."""
    return [(left, start + by * place, words) for place, words in enumerate(lines) if words]


def docx() -> bytes:
    """Minutes of one meeting as Word writes them: styles, a list, a table of attachments, a foot."""
    word = Document()
    word.sections[0].footer.paragraphs[0].text = "Havnstrup Kommune, Torvet 1"
    word.add_heading("Kulturudvalget - Referat", 1)
    for line in ("Dato: 6. maj 2025", "Start kl.: 16:00", "Medlemmer:"):
        word.add_paragraph(line)
    names = word.add_table(1, 2)
    names.cell(0, 0).text = "Ea Krag (A)\nBo Lind (V)"
    names.cell(0, 1).text = "Ida Holm (C)\nOle Dam (F)"
    word.add_heading("1. Tilskud til havnefesten", 2)
    word.add_paragraph("Sagsnr.: 25/1044")
    word.add_heading("Sagsfremstilling", 3)
    word.add_paragraph("Foreningen søger om tilskud til")
    word.add_paragraph("musik på kajen", "List Bullet")
    word.add_paragraph("lys i træerne", "List Bullet")
    word.add_paragraph("Først høres naboerne", "List Number")
    word.add_paragraph("Så betales der", "List Number")
    word.add_heading("Beslutning i Kulturudvalget den 06-05-2025", 3)
    word.add_paragraph("Godkendt.")
    word.add_heading("Bilag", 3)
    rows = word.add_table(2, 4)
    for place, cells in enumerate((("1", "Åben", "Ansøgning", "1101/25"), ("2", "Lukket", "Budget", "1102/25"))):
        for column, text in enumerate(cells):
            rows.cell(place, column).text = text
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def scanned(document: bytes, *, dpi: int = 200) -> bytes:
    """The pages of a PDF as pictures, each over the whole of its page, with no word in them."""
    shown = pypdfium2.PdfDocument(document)
    pictures = [page.render(scale=dpi / 72, grayscale=True) for page in shown]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for picture in pictures:
        rows = bytes(picture.buffer)
        grey = zlib.compress(b"".join(rows[at : at + picture.width] for at in range(0, len(rows), picture.stride)))
        size = f"/Width {picture.width} /Height {picture.height} /ColorSpace /DeviceGray /BitsPerComponent 8"
        head = f"<< /Type /XObject /Subtype /Image {size} /Filter /FlateDecode /Length {len(grey)} >>\nstream\n"
        objects.append(head.encode() + grey + b"\nendstream")
        drawn = b"q 595 0 0 842 0 0 cm /Im Do Q"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        parts = f"/Resources << /XObject << /Im {len(objects) - 1} 0 R >> >> /Contents {len(objects)} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {parts} >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def joined(*documents: bytes) -> bytes:
    """The pages of several PDFs in one."""
    whole = pypdfium2.PdfDocument.new()
    for each in documents:
        whole.import_pages(pypdfium2.PdfDocument(each))
    file = BytesIO()
    whole.save(file)
    return file.getvalue()
