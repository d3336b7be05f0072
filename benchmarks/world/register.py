"""What a register tells of a municipality and its documents do not: its reforms, as a Turtle file of one's own."""

from __future__ import annotations

from collections.abc import Iterator

from .bodies import Reform
from .truth import Truth
from .values import Body

ID = "https://w3id.org/sagsgang/id/municipality/"
PREFIXES = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix sag: <https://w3id.org/sagsgang/ontology/> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def register(truth: Truth) -> str:
    """The municipality, the bodies that its reforms ended and made, and the reforms, as docs/new-place.md tells."""
    here = f"{ID}{truth.slug}"
    touched = sorted({key for reform in truth.reforms for key in (*reform.before, *reform.after)})
    lines = [f'<{here}> a sag:Municipality ; foaf:name "{truth.name}" .']
    lines += [" ;\n    ".join(_body(here, truth.bodies[key])) + " ." for key in touched]
    lines += [_reform(here, reform) for reform in truth.reforms]
    return PREFIXES + "\n" + "\n".join(lines) + "\n"


def _body(here: str, body: Body) -> Iterator[str]:
    yield f'<{here}/body/{body.key}> a sag:Body ; foaf:name "{body.name}" ; skos:notation "{body.code}"'
    yield f"org:classification sag:bodytype-standing_committee ; sag:municipality <{here}>"
    if body.last:
        yield f'schema:validThrough "{body.last.isoformat()}"^^xsd:date'
    if body.after:
        yield f'schema:validFrom "{body.first.isoformat()}"^^xsd:date'


def _reform(here: str, reform: Reform) -> str:
    before, after = (", ".join(f"<{here}/body/{key}>" for key in keys) for keys in (reform.before, reform.after))
    return (
        f"<{here}/change/{reform.day.isoformat()}-{reform.before[0]}> a org:ChangeEvent ;\n"
        f'    dct:date "{reform.day.isoformat()}"^^xsd:date ;\n'
        f"    org:originalOrganization {before} ;\n    org:resultingOrganization {after} ."
    )
