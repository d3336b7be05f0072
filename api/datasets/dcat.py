"""The datasets described by DCAT-AP-DK 2.0 (DCAT-AP 2.0.1 with Danish rules), for data portals to harvest."""

from collections.abc import Sequence
from typing import Final

from pyoxigraph import Quad

from ...ontology import DCAT, DCT, FOAF, ONTOLOGY_IRI
from ...queries import named
from ..asking import Ask, Row
from .publisher import Publisher
from .saying import Graph, Term, day, iri, text

ADDRESS: Final = "/dcat"
EU: Final = "http://publications.europa.eu/resource/authority/"
THEME: Final = f"{EU}data-theme/GOVE"
DANISH: Final = f"{EU}language/DAN"
PUBLIC: Final = f"{EU}access-right/PUBLIC"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
GEODCAT_CUSTODIAN: Final = "http://data.europa.eu/930/custodian"
"""GeoDCAT-AP's role of who accepts accountability for data: DCAT-AP names no controller of personal data."""
DUMPS: Final = (("nq", "application/n-quads", "N_QUADS"), ("trig", "application/trig", "RDF_TRIG"))
TITLE: Final = "Sagsgang: sagers vej gennem kommunen"
ABOUT: Final = (
    "Hvad kommuners dagsordener og referater siger om møder, sager, organer og beslutninger, og hvad der følger af dem:"
    " hvor en sag har været, hvem der behandlede den, og hvor den skal hen."
)


def dcat(ask: Ask, base: str, publisher: Publisher) -> tuple[str, list[Quad]]:
    """The IRI of the catalogue and its description: the whole, each municipality, and the SPARQL service.

    What the publisher has not told is left out, and then the description lacks what the profile demands.
    """
    graph, catalogue = Graph(), f"{base}{ADDRESS}#catalogue"
    who = _who(graph, base, publisher)
    (whole,) = ask(named("pages/overview").bind({}))
    places = ask(named("pages/municipalities").bind({}))
    datasets = [_dataset(graph, base, "all", TITLE, ABOUT, publisher, who, whole)]
    for row in places:
        name, key = row.get("name", "en ukendt kommune"), row["municipality"].rpartition("/")[2]
        about = f"Den del af {TITLE}, der handler om {name}."
        datasets.append(_dataset(graph, base, f"place/{key}", f"Sagsgang i {name}", about, publisher, who, {}))
    graph.say(
        catalogue,
        str(DCAT.Catalog),
        [
            (DCT.title, text(TITLE, "da")),
            (DCT.description, text(ABOUT, "da")),
            (DCT.publisher, iri(publisher.iri)),
            (DCT.language, iri(DANISH)),
            (FOAF.homepage, iri(f"{base}/")),
            (DCAT.service, iri(f"{base}{ADDRESS}#sparql")),
            *((DCAT.dataset, iri(each)) for each in datasets),
        ],
    )
    graph.say(
        f"{base}{ADDRESS}#sparql",
        str(DCAT.DataService),
        [
            (DCT.title, text("SPARQL 1.1", "da")),
            (DCAT.endpointURL, iri(f"{base}/sparql")),
            (DCAT.endpointDescription, iri(f"{base}/openapi.json")),
            (DCAT.servesDataset, iri(datasets[0])),
            *who,
        ],
    )
    return catalogue, graph.quads


def _who(graph: Graph, base: str, publisher: Publisher) -> list[tuple[str, Term | None]]:
    """Describe publisher, controller and contact; what points at them."""
    if publisher.iri and publisher.name:
        graph.say(publisher.iri, str(FOAF.Agent), [(FOAF.name, text(publisher.name, "da"))])
    controller, contact = f"{base}{ADDRESS}#controller", f"{base}{ADDRESS}#contact"
    if publisher.controller:
        graph.say(controller, str(FOAF.Agent), [(FOAF.name, text(publisher.controller, "da"))])
    if publisher.contact or publisher.email:
        mail = iri(f"mailto:{publisher.email}") if publisher.email else None
        name = text(publisher.contact or publisher.email, "da")
        graph.say(contact, f"{VCARD}Organization", [(f"{VCARD}fn", name), (f"{VCARD}hasEmail", mail)])
    return [
        (DCT.publisher, iri(publisher.iri)),
        (GEODCAT_CUSTODIAN, iri(controller) if publisher.controller else None),
        (DCAT.contactPoint, iri(contact) if publisher.contact or publisher.email else None),
    ]


def _dataset(
    graph: Graph,
    base: str,
    key: str,
    title: str,
    about: str,
    publisher: Publisher,
    who: Sequence[tuple[str, Term | None]],
    days: Row,
) -> str:
    """Describe a dataset with its dumps; its IRI."""
    its = f"{base}{ADDRESS}#{key}"
    said: list[tuple[str, Term | None]] = [
        (DCT.title, text(title, "da")),
        (DCT.description, text(about, "da")),
        (DCT.identifier, text(its)),
        (DCT.language, iri(DANISH)),
        (DCT.accessRights, iri(PUBLIC)),
        (DCT.conformsTo, iri(str(ONTOLOGY_IRI))),
        (DCAT.theme, iri(THEME)),
        (DCAT.landingPage, iri(f"{base}/")),
        *((DCAT.keyword, text(word, "da")) for word in ("kommune", "referat", "dagsorden", "beslutning")),
        *((DCAT.distribution, iri(f"{its}.{ending}")) for ending, _, _ in DUMPS),
        *who,
    ]
    if days.get("first") and days.get("last"):
        period = f"{its}-period"
        graph.say(
            period, str(DCT.PeriodOfTime), [(DCAT.startDate, day(days["first"])), (DCAT.endDate, day(days["last"]))]
        )
        said.append((DCT.temporal, iri(period)))
    graph.say(its, str(DCAT.Dataset), said)
    _distributions(graph, base, key, title, publisher.licence)
    return its


def _distributions(graph: Graph, base: str, key: str, title: str, licence: str) -> None:
    """Describe the dumps of a dataset."""
    for ending, kind, file_type in DUMPS:
        address = f"{base}/dumps/{key}.{ending}"
        graph.say(
            f"{base}{ADDRESS}#{key}.{ending}",
            str(DCAT.Distribution),
            [
                (DCT.title, text(f"{title} ({ending})", "da")),
                (DCAT.accessURL, iri(f"{base}/dumps/")),
                (DCAT.downloadURL, iri(address)),
                (DCAT.mediaType, iri(f"https://www.iana.org/assignments/media-types/{kind}")),
                (DCT.format, iri(f"{EU}file-type/{file_type}")),
                (DCT.license, iri(licence)),
            ],
        )
