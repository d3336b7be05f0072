"""The terms of our vocabulary at their own addresses: as pages, as Turtle and as the other forms."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.compare import to_canonical_graph

from ... import ontology
from ...ontology import ONTOLOGY_IRI, OWL, RDF, RDFS, SAG, SKOS, context, ontology_graph
from ..pages.here import Here, here
from ..pages.render import page
from ..problem import Problem
from ..request import origin
from .answering import CONTEXT
from .describing import written
from .forms import FORMS, PAGE, divided, links, wanted
from .tree import published

FILES: Final = ("sagsgang.ttl", "doubts.ttl", "outcomes.ttl", "bodytypes.ttl", "alignments.ttl")
FRAMES: Final = ("Case", "Meeting", "Document", "Body", "Person", "Municipality")
WHOLE: Final = "/ontology"
KINDS: Final = ((OWL.Class, "Klasser"), (OWL.ObjectProperty, "Forbindelser"), (OWL.DatatypeProperty, "Egenskaber"))

router: Final = APIRouter(include_in_schema=False)
AtHere = Annotated[Here, Depends(here)]


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the page shows it: its name, labels and comments in Danish and English, and what it is tied to."""

    name: str
    label: str
    english: str
    comment: str
    meaning: str
    ties: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """Terms under headings; one alone has a heading of its own."""

    title: str
    iri: str
    groups: tuple[tuple[str, tuple[Term, ...]], ...]


@router.get("/ontology/context.jsonld")
def read_context() -> Response:
    """The JSON-LD context."""
    return Response(context(), media_type=FORMS["jsonld"])


@router.get("/ontology/frames/{kind}.jsonld")
def read_frame(kind: str, request: Request) -> Response:
    """The JSON-LD frame by which resources of a class are written as trees."""
    if kind not in FRAMES:
        raise Problem(404, "No such frame", f"there are {', '.join(FRAMES)}")
    return JSONResponse(published(kind, origin(request) + CONTEXT), media_type=FORMS["jsonld"])


@router.get("/ontology")
@router.get("/ontology/")
def read_ontology(at: AtHere, request: Request) -> Response:
    """The way to the vocabulary as a page or as data."""
    return RedirectResponse(f"{WHOLE}.{wanted(request.headers.get('accept'))}", 303, links(WHOLE))


@router.get("/ontology.{ending}")
def read_whole(ending: str, at: AtHere, request: Request) -> Response:
    """The vocabulary."""
    if ending == "ttl":
        texts = (files(ontology).joinpath(name).read_bytes() for name in FILES)
        return Response(b"\n".join(texts), headers=links(WHOLE, ending), media_type="text/turtle; charset=utf-8")
    if ending == PAGE:
        groups = tuple((said, _terms(kind)) for kind, said in KINDS)
        return _page(at, TermsView("Ordene", str(ONTOLOGY_IRI), (*groups, ("Begreber", _concepts()))), WHOLE)
    return _written(_all(), str(ONTOLOGY_IRI), ending, WHOLE, request)


@router.get("/ontology/{name}")
def read_term(name: str, at: AtHere, request: Request) -> Response:
    """A term: the way to a form of it, or that form."""
    if name in _versions():
        return read_ontology(at, request)
    name, ending = divided(name)
    if name not in _names():  # before rdflib, which logs what it takes for no IRI
        raise Problem(404, "No such term", f"the vocabulary has no {name}")
    term, path = SAG[name], f"{WHOLE}/{name}"
    if ending is None:
        return RedirectResponse(f"{path}.{wanted(request.headers.get('accept'))}", 303, links(path))
    if ending == PAGE:
        told = _term(term)
        return _page(at, TermsView(told.label, str(term), (("", (told,)),)), path)
    return _written(_all().cbd(term), str(term), ending, path, request)


def _page(at: Here, view: TermsView, path: str) -> Response:
    answer = page(at, "terms.html", view)
    answer.headers.update(links(path, PAGE))
    return answer


def _written(said: Graph, iri: str, ending: str, path: str, request: Request) -> Response:
    if ending not in FORMS:
        raise Problem(404, "No such form", f"there are {', '.join(FORMS)}")
    found = parse(said.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    quads = [Quad(each.subject, each.predicate, each.object) for each in found]
    return Response(
        written(quads, iri, ending, origin(request) + CONTEXT), headers=links(path, ending), media_type=FORMS[ending]
    )


@cache
def _all() -> Graph:
    """The vocabulary with its ties, blank nodes named by what is said of them."""
    return to_canonical_graph(ontology_graph(alignments=True))


@cache
def _versions() -> frozenset[str]:
    """The names of the vocabulary's versions, of which only today's is here."""
    iris = map(str, ontology_graph().objects(URIRef(ONTOLOGY_IRI), OWL.versionIRI))
    return frozenset(each.removeprefix(str(SAG)) for each in iris)


@cache
def _names() -> frozenset[str]:
    """The names of what the vocabulary says something of."""
    iris = {str(each) for each in ontology_graph().subjects()}
    return frozenset(each.removeprefix(str(SAG)) for each in iris if each.startswith(str(SAG)))


@cache
def _terms(kind: URIRef) -> tuple[Term, ...]:
    """The terms of ours of a kind, by name."""
    found = {each for each in ontology_graph().subjects(RDF.type, kind) if str(each).startswith(str(SAG))}
    return tuple(_term(each) for each in sorted(each for each in found if isinstance(each, URIRef)))


@cache
def _concepts() -> tuple[Term, ...]:
    """What stands in the schemes and the small lists."""
    known = {RDF.type: {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.Ontology}}
    others = {
        subject
        for subject, kind in ontology_graph().subject_objects(RDF.type)
        if isinstance(subject, URIRef) and str(subject).startswith(str(SAG)) and kind not in known[RDF.type]
    }
    return tuple(_term(each) for each in sorted(others))


def _term(term: URIRef) -> Term:
    """Read a term out of the vocabulary."""
    graph = ontology_graph(alignments=True)
    ties = [
        (str(predicate), str(value))
        for predicate, value in graph.predicate_objects(term)
        if isinstance(value, URIRef) and predicate != RDFS.isDefinedBy
    ]
    label = _in(graph, term, "da", RDFS.label, SKOS.prefLabel)
    return Term(
        name=str(term).removeprefix(str(SAG)),
        label=label or str(term).removeprefix(str(SAG)),
        english=_in(graph, term, "en", RDFS.label, SKOS.prefLabel),
        comment=_in(graph, term, "da", RDFS.comment, SKOS.definition),
        meaning=_in(graph, term, "en", RDFS.comment, SKOS.definition),
        ties=tuple(sorted(ties)),
    )


def _in(graph: Graph, term: URIRef, language: str, *properties: URIRef) -> str:
    """The text of the first of some properties that has one in a language; empty where none has."""
    for each in properties:
        for value in graph.objects(term, each):
            if getattr(value, "language", None) == language:
                return str(value)
    return ""
