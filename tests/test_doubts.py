"""What a rule is not sure of says so in the graph, and can be left out with all that follows from it."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import NamedNode
from sagsgang.graph.build import build
from sagsgang.graph.doubts import confidence, confidences
from sagsgang.graph.facts import Doubt
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude
from sagsgang.graph.store import Archive
from sagsgang.graph.view import confidences as confidences_of
from sagsgang.graph.view import facts_below, view
from sagsgang.ontology import RDF, SAG, ontology_graph
from sagsgang.shapes import validate

EXAMPLES = Path(__file__).parents[1] / "examples"
HEAD = """Økonomiudvalget

REFERAT

Dato: Onsdag den 6. marts 2024
Medlemmer: Birthe Krogsgaard (A) (formand), Jørn Vestermark (V), Bo Sandvad

Vigslev Kommune

1. Ny cykelsti

Åben sag

"""
DECIDED = "Beslutning i Økonomiudvalget den 06-03-2024\n"
TOLD = "Sagsfremstilling\n"
WORDS: dict[Doubt, tuple[str, str]] = {
    "any_verb": ("task/1", f"{DECIDED}Godkendt. Vejchef Poul Egelund maler striberne på stien."),
    "code_guessed": ("route/1", f"Sagsgang: ØK KFU\n\n{TOLD}Kultur- og fritidsudvalget er hørt.\n{DECIDED}Godkendt."),
    "day_by_meeting": (
        "referral/1",
        f"Sagsgang: ØK KB\n\n{TOLD}Kommunalbestyrelsen holder møde den 20. marts 2024.\n{DECIDED}Anbefales.",
    ),
    "day_by_prose": (
        "referral/1",
        f"Sagsgang: ØK KB\n\n{TOLD}Sagen behandles i Kommunalbestyrelsen den 20. marts 2024.\n{DECIDED}Anbefales.",
    ),
    "discussed_by_default": ("evidence/", f"{DECIDED}Udvalget talte længe om stien og dens farver."),
    "first_name": ("task/1", f"{TOLD}Vejchef Poul Egelund deltager.\n{DECIDED}Godkendt. Poul følger op."),
    "meeting_unnamed": ("meeting/1", f"{DECIDED}Sagen genoptages på mødet den 3. april 2024."),
    "meeting_without_year": ("meeting/1", f"{DECIDED}Godkendt. Kommunalbestyrelsen holder møde den 20. marts."),
    "name_alone": ("participation/", f"{DECIDED}Godkendt. Bo Sandvad deltog i punktet."),
    "narrated": ("referral/1", f"{TOLD}Sagen behandles i Kulturudvalget den 20. marts 2024.\n{DECIDED}Drøftet."),
    "narrated_without_year": (
        "referral/1",
        f"{TOLD}Sagen behandles i Kulturudvalget den 20. marts.\n{DECIDED}Drøftet.",
    ),
    "nobody_named": ("task/1", f"{DECIDED}Godkendt. Der udarbejdes en tidsplan."),
    "post_holder": ("task/1", f"{TOLD}Vejchef Poul Egelund deltager.\n{DECIDED}Godkendt. Vejchefen følger op."),
    "resolved_alone": ("evidence/", f"{DECIDED}Det blev besluttet, at stien males rød."),
    "route_by_decisions": ("route/1", f"Beslutning i Kulturudvalget den 01-03-2024\nAnbefales.\n\n{DECIDED}Anbefales."),
    "unlabelled_recommendation": (
        "recommendation/1",
        f"{TOLD}Forvaltningen foreslår, at stien males.\n{DECIDED}Godkendt.",
    ),
}


def doubts(text: str) -> dict[str, str]:
    """The doubted nodes of a document, by their names in it, each with its doubt."""
    graph = stated(text.encode())
    with Archive() as archive:
        archive.put(graph, "test.txt")
        said = archive.store.quads_for_pattern(None, NamedNode(str(SAG.doubt)), None, NamedNode(graph.graph))
        start, doubt = f"{graph.document}/", f"{SAG}doubt-"
        return {q.subject.value.removeprefix(start): q.object.value.removeprefix(doubt) for q in said}


@pytest.mark.parametrize(("doubt", "node", "text"), [(doubt, *told) for doubt, told in WORDS.items()])
def test_a_rule_that_is_not_sure_says_so(doubt: str, node: str, text: str) -> None:
    found = doubts(HEAD + text)
    assert [name for name, why in found.items() if why == doubt and name.startswith(node)], found


def test_a_municipality_that_only_a_host_tells_is_doubted() -> None:
    found = doubts(f"{HEAD.replace('Vigslev Kommune', 'https://dagsordener.stevns.dk')}{DECIDED}Godkendt.")
    assert list(found.values()) == ["municipality_by_host"]


def test_a_municipality_that_only_an_attachment_tells_is_doubted() -> None:
    attachments = "Bilag:\n1 Åben Plan for stier i Vigslev                  18873/22\n  Kommune\n\n"
    assert (
        "municipality_by_title"
        in doubts(f"{HEAD.replace('Vigslev Kommune', '')}{attachments}{DECIDED}Godkendt.").values()
    )


def test_what_is_printed_plainly_is_not_doubted() -> None:
    assert doubts(f"{HEAD}Sagsgang: ØK\n\n{DECIDED}Godkendt.\nJørn Vestermark (V) stemte imod.") == {}


def test_every_doubt_is_one_of_the_ontology_with_its_confidence() -> None:
    named = {str(node).removeprefix(f"{SAG}doubt-") for node in ontology_graph().subjects(RDF.type, SAG.Doubt)}
    assert named == set(get_args(Doubt)) == set(confidences())
    assert all(0 < Decimal(confidence(doubt)) < 1 for doubt in get_args(Doubt))


@pytest.mark.parametrize("text", [text for _, text in WORDS.values()])
def test_a_doubted_document_keeps_the_model(text: str) -> None:
    assert validate(stated((HEAD + text).encode()).nquads).conforms


@pytest.fixture
def held(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "store")
    build([EXAMPLES], archive, workers=1)
    return archive


def lines(archive: Archive) -> set[str]:
    return set(archive.lines())


def test_where_nothing_is_below_a_view_is_the_store(held: Archive, tmp_path: Path) -> None:
    assert lines(view(held, min(confidences_of(held.store)), tmp_path / "view")) == lines(held)


def test_a_view_holds_no_fact_below_and_the_store_keeps_them(held: Archive, tmp_path: Path) -> None:
    before, (_, least, *_) = lines(held), (*sorted(confidences_of(held.store)), Decimal(1))
    with view(held, least, tmp_path / "view") as found:
        assert facts_below(found.store, least) == []
        assert lines(found) < before | lines(found)
        assert len(lines(found)) < len(before)
    assert lines(held) == before
    assert facts_below(held.store, least)


def test_what_a_view_states_keeps_the_model(held: Archive, tmp_path: Path) -> None:
    with view(held, Decimal(1), tmp_path / "view") as found:
        assert validate("".join(found.lines()).encode()).violations == 0


def test_a_view_concludes_what_follows_from_what_it_states(held: Archive, tmp_path: Path) -> None:
    with view(held, Decimal(1), tmp_path / "view") as found:
        before = lines(found)
        conclude(found)
        assert lines(found) == before
        assert before - lines(held), "the way of a case is concluded anew without the steps left out"


def test_with_a_value_its_words_leave_and_the_rest_of_the_node_stays(tmp_path: Path) -> None:
    graph = stated((HEAD + WORDS["discussed_by_default"][1]).encode())
    with Archive(tmp_path / "store") as archive:
        archive.put(graph, "test.txt")
        with view(archive, Decimal(1), tmp_path / "view") as found:
            decision, outcome = NamedNode(f"{graph.document}/decision/1"), NamedNode(str(SAG.outcome))
            left = {quad.predicate.value for quad in found.store.quads_for_pattern(decision, None, None)}
            assert str(SAG.wording) in left
            assert outcome.value not in left
            gone = [line for line in lines(archive) - lines(found) if "exact" in line]
            assert len(gone) == 1
            assert "talte længe" in gone[0]


def test_a_body_that_only_a_doubted_fact_names_leaves_with_it(tmp_path: Path) -> None:
    graph = stated(f"{HEAD}{TOLD}Sagen behandles i Kulturudvalget.\n{DECIDED}Drøftet.".encode())
    with Archive(tmp_path / "store") as archive:
        archive.put(graph, "test.txt")
        assert [line for line in lines(archive) if '"Kulturudvalget"' in line]
        with view(archive, Decimal(1), tmp_path / "view") as found:
            assert [line for line in lines(found) if '"Kulturudvalget"' in line] == []


def test_what_a_strangers_dump_says_of_confidence_breaks_nothing(tmp_path: Path) -> None:
    says, part = f"<{SAG.confidence}>", "<http://purl.org/dc/terms/isPartOf>"
    dump = f"""<urn:a> {says} "much" <urn:g> .\n<urn:b> {says} <urn:a> <urn:g> .\n_:c {says} "0.1" <urn:g> .
<urn:d> {says} "0.1" <urn:g> .\n<urn:d> {part} <urn:e> <urn:g> .\n<urn:e> {part} <urn:d> <urn:g> .\n"""
    with Archive(tmp_path / "store") as archive:
        archive.load(dump.encode())
        with view(archive, Decimal("0.5"), tmp_path / "view") as found:
            assert {quad.subject.value for quad in found.store if quad.graph_name == NamedNode("urn:g")} == {
                "urn:a",
                "urn:b",
            }
