"""What is held of each body, by year."""

from ....ontology import SAG
from ..coverage import BodyCoverage, Coverage, is_minuted
from .pen import Pen


def write_coverage(pen: Pen, held: Coverage) -> None:
    """For each body and year the meetings that are held, listed only, named only, and where numbers are left out."""
    for body, one in held.bodies.items():
        for year in sorted({day[:4] for day in (*one.minuted, *one.listed, *one.named)}):
            _year(pen, body, year, one)


def _year(pen: Pen, body: str, year: str, one: BodyCoverage) -> None:
    node = f"{pen.body_iri(body)}/coverage/{year}"
    pen.node(node, SAG.Coverage)
    pen.link(node, SAG.body, pen.body_iri(body))
    pen.say(node, SAG.year, int(year))
    for day in (*one.minuted, *one.listed):
        for meeting in pen.met.on(body, day) if day.startswith(year) else ():
            pen.link(node, SAG.minuted if is_minuted(meeting) else SAG.listed, pen.meeting_iri(meeting))
    for day in one.named:
        if day.startswith(year):
            pen.link(node, SAG.missing, pen.meeting(body, day, day))
    for _, meeting in one.jumps:
        if meeting.day.startswith(year):
            pen.link(node, SAG.jumpsAt, pen.meeting_iri(meeting))
