"""Corrections of a user's own: what each does, that it can be taken back, what is said of one that is of no use."""

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions
from sagsgang.graph.build import conclude_outstanding
from sagsgang.graph.corrections import CORRECTIONS, Correction, CorrectionError, as_nquads, correction, read_corrections
from sagsgang.graph.description import describe
from sagsgang.graph.export import load
from sagsgang.graph.mapping import stated
from sagsgang.graph.resolve import conclude
from sagsgang.graph.resolve.numbers import item_key
from sagsgang.graph.resolve.people import person_id
from sagsgang.graph.review import Verdict, settle, told, unsure
from sagsgang.graph.standing import idle
from sagsgang.graph.store import Archive
from sagsgang.graph.view import facts_below
from sagsgang.queries import named, parse
from sagsgang.shapes import validate
from stating import Decided, Enclosed, Item, Named, Paper, Todo, hold, state
from test_cli import MINUTES, run

HERE = "https://w3id.org/sagsgang/id/municipality/havnstrup"
PERSON = "https://w3id.org/sagsgang/id/person/"
BY = "Mette Holm"
DOUBTED = Path(__file__).parents[1] / "examples" / "2025-05-14-direktionen.md"
KB = "kommunalbestyrelsen"


def person(name: str, label: str | None = None) -> str:
    return PERSON + person_id(HERE, name, label)


def body(key: str) -> str:
    return f"{HERE}/body/{key}"


def node(paper: Paper, what: str) -> str:
    return f"{state(paper).document}/{what}"


def council(day: str, *people: Named, items: tuple[Item, ...] = (), kind: str = "KB") -> Paper:
    return Paper(kind, day, items, people=people)


def member(name: str, party: str | None = None) -> Named:
    return Named(name, "member", party=party)


def same(*about: str, why: str = "Hun blev gift") -> Correction:
    return correction("same", about, BY, why)


def different(*about: str) -> Correction:
    return correction("different", about, BY, "To af samme navn")


def wrong(about: str) -> Correction:
    return correction("wrong", (about,), BY, "Læst forkert")


def label(about: str, value: str) -> Correction:
    return correction("label", (about,), BY, "Sådan hedder det", value)


def corrected(papers: Iterable[Paper], *corrections: Correction) -> Archive:
    archive = hold(papers)
    archive.correct(corrections)
    conclude(archive)
    return archive


def rows(archive: Archive, query: str) -> list[tuple[str, ...]]:
    found = archive.query(parse(query, "test").bind({}))
    assert isinstance(found, QuerySolutions)
    return [tuple(term.value if term else "" for term in row) for row in found]


def who(archive: Archive) -> dict[str, list[str]]:
    """The names as stated of each person."""
    found: dict[str, list[str]] = {}
    for iri, name in rows(archive, "SELECT ?who ?name { ?p foaf:name ?name ; sag:person ?who } ORDER BY ?name"):
        found.setdefault(iri, []).append(name)
    return found


def concluded(archive: Archive) -> list[str]:
    return [line for line in archive.lines() if "/graph/concluded/" in line and "readerVersion" not in line]


ANNE = council("2024-01-08", member("Anne Holm", "A"), member("Per Lund", "V"))
BECH = council("2024-06-03", member("Anne Bech", "A"), member("Per Lund", "V"))


# ---- Persons ----


def test_two_persons_are_one_by_a_correction_that_says_so_with_who_and_why():
    archive = corrected([ANNE, BECH], same(person("anne holm"), person("anne bech")))
    assert sorted(who(archive).values()) == [["Anne Bech", "Anne Holm"], ["Per Lund", "Per Lund"]]
    [[iri, basis, by]] = rows(archive, "SELECT ?who ?basis ?by { ?who sag:identityBasis ?basis ; sag:correctedBy ?by }")
    assert iri == person("anne holm")
    assert basis == "name within the municipality; correction: Hun blev gift (Mette Holm)"
    assert by == same(person("anne holm"), person("anne bech")).node
    assert (person("anne bech"), iri) in rows(archive, "SELECT ?old ?new { ?old dct:isReplacedBy ?new }")


def test_two_names_that_the_rules_hold_to_be_one_persons_are_two_by_a_correction():
    papers = [council("2024-01-08", member("Kim Thorsted Jensen", "A"), member("Kim T. Jensen"))]
    one, other = person("kim thorsted jensen"), person("kim t. jensen")
    papers = [
        council("2024-01-08", member("Kim Thorsted Jensen", "A")),
        council("2024-02-05", member("Kim T. Jensen", "A")),
    ]
    assert len(who(corrected(papers))) == 1
    archive = corrected(papers, different(one, other))
    assert who(archive) == {one: ["Kim Thorsted Jensen"], other: ["Kim T. Jensen"]}
    assert rows(archive, "SELECT ?one { ?one a sag:Proposal }") == []


def test_two_persons_of_one_name_are_told_apart_by_the_places_that_name_them():
    papers = [council(f"2024-0{month}-08", member("Kim Jensen")) for month in (1, 2)]
    papers += [council("2024-03-08", member("Kim Jensen"), kind="TMU")]
    assert len(who(corrected(papers))) == 1
    nodes = [node(paper, "participation/1") for paper in papers]
    archive = corrected(papers, different(nodes[0], nodes[2]))
    found = dict(rows(archive, "SELECT ?p ?who { ?p sag:person ?who }"))
    assert found[nodes[0]] == found[nodes[1]] != found[nodes[2]]


def test_what_is_unsure_is_no_proposal_any_more_when_a_correction_has_settled_it():
    papers = [council("2014-01-08", member("Eva Krog")), council("2024-02-05", member("Eva Marie Krog"))]
    proposal = "SELECT ?one ?other { ?p sag:proposes ?one, ?other FILTER(STR(?one) < STR(?other)) }"
    [pair] = rows(corrected(papers), proposal)
    for settled in (same(*pair), different(*pair)):
        assert rows(corrected(papers, settled), proposal) == []


def test_a_participation_may_stand_for_the_person_it_names():
    archive = corrected([ANNE, BECH], same(node(BECH, "participation/1"), person("anne holm")))
    assert sorted(map(len, who(archive).values())) == [2, 2]


def test_who_a_first_name_is_may_be_said():
    item = (Item("Budget", persons=(Named("Jonas"),)),)
    papers = [council("2024-01-08", member("Jonas Holm"), member("Jonas Lund"), items=item), ANNE]
    jonas = node(papers[0], "participation/3")
    assert jonas not in dict(rows(corrected(papers), "SELECT ?p ?who { ?p sag:person ?who }"))
    for name in ("jonas holm", "anne holm"):
        archive = corrected(papers, same(jonas, person(name)))
        assert dict(rows(archive, "SELECT ?p ?who { ?p sag:person ?who }"))[jonas] == person(name)
        assert list(idle(archive)) == []


def test_a_correction_of_persons_survives_a_later_document_that_gives_the_person_another_id():
    correct = same(person("anne holm"), person("anne bech"))
    earlier = council("2023-01-08", member("Anne Margrethe Holm", "A"), member("Per Lund", "V"))
    archive = corrected([ANNE, BECH, earlier], correct)
    assert who(archive)[person("anne margrethe holm")] == ["Anne Bech", "Anne Holm", "Anne Margrethe Holm"]


def test_a_better_name_is_shown_and_the_former_kept():
    archive = corrected([ANNE], label(person("anne holm"), "Anne Margrethe Holm"))
    query = "SELECT ?name ?former { ?who a foaf:Person ; foaf:name ?name ; skos:altLabel ?former }"
    assert rows(archive, query) == [("Anne Margrethe Holm", "Anne Holm")]
    keys = rows(archive, "SELECT ?key { ?who sag:correctedBy ?by ; sag:nameKey ?key } ORDER BY ?key")
    assert keys == [("anne holm",), ("anne margrethe holm",)]


# ---- Cases ----


def case(key: str) -> str:
    return f"{HERE}/case/{key}"


def titles(archive: Archive) -> dict[str, list[str]]:
    """The titles of the items of each case."""
    found: dict[str, list[str]] = {}
    for iri, title in rows(archive, "SELECT ?c ?title { ?c sag:item ?i . ?i dct:title ?title } ORDER BY ?title"):
        found.setdefault(iri, []).append(title)
    return found


def first_item(paper: Paper) -> str:
    """The case that a paper's first item is of when nothing else is held of it."""
    return case(item_key(node(paper, "item/1")))


HARBOUR = council("2024-03-04", items=(Item("Ny kaj i havnen"),), kind="TMU")
QUAY = council("2024-09-02", items=(Item("Anlæg ved vandet"),))
NUMBERED = council("2024-10-07", items=(Item("Havnens kaj, bevilling", "24/77"),))
AGAIN = council("2025-10-06", items=(Item("Skolebusser", "24/77"),))


def test_two_cases_are_one_by_a_correction():
    archive = corrected([HARBOUR, QUAY], same(first_item(HARBOUR), first_item(QUAY)))
    assert titles(archive) == {first_item(HARBOUR): ["Anlæg ved vandet", "Ny kaj i havnen"]}
    basis = rows(archive, "SELECT ?basis { ?c a sag:Case ; sag:identityBasis ?basis ; sag:correctedBy ?by }")
    assert basis == [("one item; correction: Hun blev gift (Mette Holm)",)]
    assert rows(archive, "SELECT ?new { ?old dct:isReplacedBy ?new FILTER(CONTAINS(STR(?old), '/case/')) }")
    positions = rows(archive, "SELECT ?n { ?t a sag:Treatment ; sag:position ?n } ORDER BY ?n")
    assert positions == [("1",), ("2",)]


def test_cases_of_two_numbers_are_one_by_a_correction_and_have_both():
    other = council("2024-11-04", items=(Item("Kajen", "24/9"),))
    archive = corrected([NUMBERED, other], same(case("24-77"), case("24-9")))
    assert titles(archive) == {case("24-77"): ["Havnens kaj, bevilling", "Kajen"]}
    assert rows(archive, "SELECT ?n { ?c sag:caseNumber ?n ; a sag:Case } ORDER BY ?n") == [("24/77",), ("24/9",)]
    assert (case("24-9"), case("24-77")) in rows(archive, "SELECT ?old ?new { ?old dct:isReplacedBy ?new }")


def test_a_correction_of_cases_survives_a_number_and_an_earlier_item_that_come_later():
    correct = same(first_item(HARBOUR), case("24-77"))
    earlier = council("2024-02-05", items=(Item("Ny kaj i havnen"),), kind="ØK")
    for papers in ([HARBOUR, NUMBERED], [earlier, NUMBERED, HARBOUR]):
        found = titles(corrected(papers, correct))
        assert {"Havnens kaj, bevilling", "Ny kaj i havnen"} <= set(found[case("24-77")])
    joined = titles(corrected([earlier, HARBOUR, QUAY], same(first_item(HARBOUR), first_item(QUAY))))
    assert joined == {first_item(earlier): ["Anlæg ved vandet", "Ny kaj i havnen", "Ny kaj i havnen"]}


def test_two_items_of_one_number_are_two_cases_by_a_correction():
    apart = different(node(NUMBERED, "item/1"), node(AGAIN, "item/1"))
    assert list(titles(corrected([NUMBERED, AGAIN]))) == [case("24-77")]
    archive = corrected([AGAIN, NUMBERED], apart)
    assert titles(archive) == {case("24-77"): ["Havnens kaj, bevilling"], first_item(AGAIN): ["Skolebusser"]}
    lines = "".join(line for line in archive.lines() if "/graph/concluded/" in line)
    assert validate(lines.encode()).violations == 0


def test_what_ties_two_cases_does_not_where_a_correction_says_so():
    one = council("2024-03-04", items=(Item("Renovering af Havnstrup Svømmehal"),), kind="TMU")
    other = council("2024-04-01", items=(Item("Renovering af Havnstrup Svømmehal"),))
    assert len(titles(corrected([one, other]))) == 1
    archive = corrected([one, other], different(first_item(one), first_item(other)))
    assert len(titles(archive)) == 2
    assert rows(archive, "SELECT ?one { ?one a sag:Proposal }") == []


def test_a_case_has_the_title_that_a_correction_gives_it_also_by_a_former_name_of_it():
    for papers, iri in (([HARBOUR], first_item(HARBOUR)), ([HARBOUR, QUAY], first_item(QUAY))):
        archive = corrected(papers, label(iri, "Kajen"), same(first_item(HARBOUR), first_item(QUAY)))
        query = "SELECT ?title ?former { ?c a sag:Case ; dct:title ?title ; skos:altLabel ?former }"
        assert rows(archive, query) == [("Kajen", "Ny kaj i havnen")]


# ---- Bodies ----


def test_two_bodies_are_one_by_a_correction():
    spelled = {"TMU": ("Teknisk Udvalg", None)}
    papers = [Paper("TMU", "2024-01-08", (), spelled=spelled), Paper("TMU", "2024-02-05", ())]
    archive = corrected(papers, same(body("teknisk-udvalg"), body("teknik-og-miljoeudvalget")))
    met = rows(archive, "SELECT ?body ?day { ?m a sag:Meeting ; sag:body ?body ; dct:date ?day } ORDER BY ?day")
    kept = body("teknik-og-miljoeudvalget")
    assert met == [(kept, "2024-01-08"), (kept, "2024-02-05")]
    replaced = rows(archive, "SELECT ?old ?new { ?old dct:isReplacedBy ?new FILTER(CONTAINS(STR(?old), '/body/')) }")
    assert replaced == [(body("teknisk-udvalg"), kept)]


def test_a_code_is_not_the_body_that_has_it_elsewhere_when_a_correction_says_so():
    papers = [
        Paper("KB", "2024-01-08", (), spelled={"KB": ("KB", "KB")}),
        Paper("KB", "2024-02-05", ()),
    ]
    assert len(rows(corrected(papers), "SELECT ?b { ?b a sag:Body }")) == 1
    archive = corrected(papers, different(body("kb"), body(KB)))
    assert rows(archive, "SELECT ?b { ?b a sag:Body } ORDER BY ?b") == [(body("kb"),), (body(KB),)]


def test_a_body_has_the_name_that_a_correction_gives_it():
    archive = corrected([ANNE], label(body(KB), "Byrådet"))
    query = "SELECT ?name ?former { ?b a sag:Body ; foaf:name ?name ; skos:altLabel ?former }"
    assert rows(archive, query) == [("Byrådet", "Kommunalbestyrelsen")]


# ---- Wrong facts ----


def test_from_a_wrong_fact_and_its_parts_nothing_is_concluded_and_it_stays_in_its_document():
    item = Item(
        "Budget",
        "24/1",
        decided=(Decided("KB", "2024-01-08", ("approved",)),),
        persons=(Named("Bo Krog", "responsible"),),
    )
    paper = council("2024-01-08", member("Per Lund"), items=(item, Item("Skole", "24/2")))
    archive = corrected([paper], wrong(node(paper, "item/1")))
    assert rows(archive, "SELECT ?n { ?case a sag:Case ; sag:caseNumber ?n }") == [("24/2",)]
    assert list(who(archive).values()) == [["Per Lund"]]
    left = rows(archive, "SELECT ?node ?by { ?node sag:supersededBy ?by } ORDER BY ?node")
    by = wrong(node(paper, "item/1")).node
    assert left == [(node(paper, what), by) for what in ("decision/1", "item/1", "participation/2")]
    assert len(rows(archive, "SELECT ?item { ?item a sag:AgendaItem }")) == 2


def test_a_wrong_decision_is_no_treatment():
    earlier = Item("Budget", "24/1", decided=(Decided("ØK", "2024-01-02", ("recommended",)),))
    paper = council("2024-01-08", items=(earlier,))
    count = "SELECT ?t { ?t a sag:Treatment }"
    assert (
        len(rows(corrected([paper]), count))
        == len(rows(corrected([paper], wrong(node(paper, "decision/1"))), count)) + 1
    )


TOLD = council(
    "2024-01-08",
    items=(
        Item(
            "Budget",
            "24/1",
            decided=(Decided("KB", "2024-01-08", ("not_treated", "rejected")),),
            advice="Direktionen indstiller, at det godkendes",
            against=("Per Lund",),
            attachments=(Enclosed("Notat", "1", closed=True),),
            annexes=("2",),
            tasks=(Todo("Ib ringer til borgeren", "Ib Kær", "2024-01-20"),),
        ),
        Item("Vej", "24/2", route="ØK TMU", decided=(Decided("KB", "2024-01-08", ("approved",)),)),
    ),
)


@pytest.mark.parametrize(
    ("question", "fact", "left"),
    [
        ("dissents", "dissent/1", 0),
        ("open_tasks", "task/1", 0),
        ("deadlines", "task/1", 0),
        ("attachments_not_listed", "annex/1", 0),
        ("departures", "decision/1", 0),
        ("departures", "recommendation/1", 0),
        ("postponed", "decision/1", 0),
        ("closed_share", "attachment/1", 1),
        ("route_deviations", "route/1", 0),
    ],
)
def test_a_question_leaves_out_what_is_wrong(question: str, fact: str, left: int):
    def answered(archive: Archive) -> list[tuple[str, ...]]:
        found = archive.query(named(question).bind({}, "2024-01-09"))
        assert isinstance(found, QuerySolutions)
        return [tuple(term.value if term else "" for term in row) for row in found]

    before, after = answered(corrected([TOLD])), answered(corrected([TOLD], wrong(node(TOLD, fact))))
    assert before != after
    assert len(after) == left


def test_a_fact_is_known_by_its_words_where_a_later_reading_counts_otherwise():
    paper = council("2024-01-08", member("Ib Kær"), member("Per Lund"))
    archive = corrected([paper])
    query = f"SELECT ?mention {{ <{node(paper, 'participation/2')}> prov:wasDerivedFrom ?mention }}"
    words = tuple(mention for (mention,) in rows(archive, query))
    for number in (1, 7):
        correct = replace(wrong(node(paper, f"participation/{number}")), words=words)
        assert list(who(corrected([paper], correct)).values()) == [["Ib Kær"]]
    gone = replace(wrong(node(paper, "participation/1")), words=(words[0].partition("#")[0] + "#char=0,1",))
    archive = corrected([paper], gone)
    assert len(who(archive)) == 2
    assert [reason for _, reason in idle(archive)] == ["its words (sag:mention) are read otherwise now"]


# ---- Whatever they are about ----

ALL = [
    same(person("anne holm"), person("anne bech")),
    different(person("per lund"), person("anne holm")),
    label(body(KB), "Byrådet"),
    label(person("per lund"), "Per Lund Bæk"),
    wrong(node(BECH, "participation/2")),
    same(first_item(HARBOUR), first_item(QUAY)),
    different(node(NUMBERED, "item/1"), node(AGAIN, "item/1")),
    label(case("24-77"), "Kajen"),
]
PAPERS = [ANNE, BECH, HARBOUR, QUAY, NUMBERED, AGAIN]


def test_the_order_of_corrections_and_of_documents_does_not_matter():
    papers = [*PAPERS, council("2024-09-02", member("Anne Holm", "A"), kind="TMU")]
    first = list(corrected(papers, *ALL).lines())
    for seed in range(4):
        shuffled = random.Random(seed)
        archive = corrected(shuffled.sample(papers, len(papers)), *shuffled.sample(ALL, len(ALL)))
        assert list(archive.lines()) == first


def test_a_correction_taken_back_leaves_what_was_concluded_before_and_no_trace():
    archive = corrected(PAPERS)
    describe(archive)
    archive.settle()
    before = list(archive.lines())
    for some in (ALL, ALL[2:], ()):
        archive.correct(some)
        conclude_outstanding(archive)
        assert concluded(archive) == concluded(corrected(PAPERS, *some))
    assert list(archive.lines()) == before


def test_only_the_municipality_a_correction_is_about_is_concluded_anew():
    elsewhere = Paper("KB", "2024-01-08", (), municipality="Sandkær Kommune", people=(member("Ib Kær"),))
    archive = corrected([*PAPERS, elsewhere])
    archive.settle()
    documents = {state(paper).document for paper in PAPERS}
    assert archive.outstanding() == frozenset()
    for one in ALL:
        archive.correct([one])
        assert archive.outstanding() == documents, one
        conclude_outstanding(archive)
        archive.correct([])
        assert archive.outstanding() == documents, one
        conclude_outstanding(archive)


def test_what_is_concluded_by_corrections_keeps_the_model():
    archive = corrected(PAPERS, *ALL)
    lines = [line for line in archive.lines() if "/graph/concluded/" in line or "/graph/corrections" in line]
    assert validate("".join(lines).encode()).violations == 0


def test_a_correction_of_what_is_not_held_or_could_be_several_changes_nothing_and_is_told():
    lists = council("2024-01-08", member("Kim Jensen", "A"), member("Kim Jensen", "V"))
    gone, several = same(person("anne holm"), person("ib kær")), same(person("anne holm"), person("kim jensen"))
    archive = corrected([ANNE, lists], gone, several)
    assert concluded(archive) == concluded(corrected([ANNE, lists]))
    told = {one.node: reason for one, reason in idle(archive)}
    assert told[gone.node] == f"nothing that is held is <{person('ib kær')}>"
    assert told[several.node] == f"what is meant may be one of several: <{person('kim jensen')}>"


def test_a_dump_carries_the_corrections_and_what_follows_from_them(tmp_path: Path):
    archive = corrected([ANNE, BECH], *ALL)
    describe(archive)
    archive.settle()
    dump = tmp_path / "dump.nq"
    with dump.open("wb") as out:
        archive.dump(out)
    with Archive() as other:
        load(dump, other)
        assert list(other.lines()) == list(archive.lines())
        assert other.corrections() == archive.corrections() == tuple(sorted(ALL))


# ---- The file ----

HEAD = """@prefix sag: <https://w3id.org/sagsgang/ontology/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/sagsgang/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix my: <https://example.org/> .
"""
SAID = 'dct:creator "Mette Holm" ; dct:description "Hun blev gift" .'
A, B, C = (f"id:person\\/{digit * 16}" for digit in "abc")


def written(folder: Path, *lines: str) -> Path:
    path = folder / "corrections.ttl"
    path.write_text(HEAD + "\n".join(lines), "utf-8")
    return path


def test_a_file_of_corrections_is_read(tmp_path: Path):
    path = written(
        tmp_path,
        f"my:one a sag:Correction ; sag:correctionKind sag:correction-same ; sag:about {B}, {A} ;"
        f' dct:created "2026-01-31"^^xsd:date ; {SAID}',
    )
    about = (f"{PERSON}{'a' * 16}", f"{PERSON}{'b' * 16}")
    expected = Correction("https://example.org/one", "same", about, BY, "Hun blev gift", None, "2026-01-31")
    assert read_corrections(path) == (expected,)


def test_the_correction_that_the_documentation_shows_is_one(tmp_path: Path):
    text = (Path(__file__).parents[1] / "docs" / "corrections.md").read_text("utf-8")
    path = tmp_path / "corrections.ttl"
    path.write_text(text.partition("```turtle\n")[2].partition("```")[0], "utf-8")
    assert [one.kind for one in read_corrections(path)] == ["same"]


def test_what_is_written_is_what_was_read(tmp_path: Path):
    strange = correction("right", [node(ANNE, "item/1")], 'M "x" \\ y', "Ja\nnej", when="2026-01-31")
    told = tuple(sorted([*ALL, strange]))
    path = tmp_path / "corrections.ttl"
    path.write_text(as_nquads(told).decode().replace(f" <{CORRECTIONS}> .\n", " .\n"), "utf-8")
    assert read_corrections(path) == told


def line(name: str, kind: str, *about: str, more: str = "", said: str = SAID) -> str:
    told = f"my:{name} a sag:Correction ; sag:correctionKind sag:correction-{kind}"
    return f"{told} ; sag:about {', '.join(about)} ; {more}{said}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("my:one a sag:Correction ;", "is not Turtle: "),
        (f"my:one a sag:Correction ; sag:about {A} ; {SAID}", "A correction is of one kind"),
        (line("one", "odd", A), "is of one kind"),
        (line("one", "label", A).replace("my:one", "[]"), "has no name"),
        (f"my:one sag:correctionKind sag:correction-label ; sag:about {A} ; {SAID}", "is no sag:Correction"),
        (line("one", "same", A, B, said='dct:creator "M" .'), "(dct:description): A correction says why"),
        (line("one", "same", A, B, said='dct:description "M" .'), "(dct:creator): A correction says who corrects"),
        (line("one", "same", A), "same is said of two"),
        (line("one", "same", A, f"<{HERE}/case/25-1>"), "of two persons, two cases or two bodies"),
        (line("one", "same", f"<{HERE}/case/1>", f"<{HERE[:-9]}sandkaer/case/1>"), "are of two municipalities"),
        (line("one", "label", A), "a label is given as sag:value"),
        (line("one", "wrong", A), "wrong is said of what a document states"),
        (line("one", "wrong", f"<{node(ANNE, 'item/1')}>", more='sag:value "x" ; '), "only a label has a sag:value"),
    ],
)
def test_a_correction_that_cannot_be_used_is_told_with_its_file_its_name_and_the_reason(
    tmp_path: Path, text: str, reason: str
):
    path = written(tmp_path, text)
    with pytest.raises(CorrectionError) as error:
        read_corrections(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_corrections_that_contradict_each_other_are_told_by_name(tmp_path: Path):
    fact = f"<{node(ANNE, 'item/1')}>"
    for lines, names in [
        ([line("x", "same", A, B), line("y", "different", B, A)], "xy"),
        ([line("x", "same", A, B), line("z", "same", B, C), line("y", "different", C, A)], "xyz"),
        ([line("x", "wrong", fact), line("y", "right", fact)], "xy"),
        (
            [
                line("x", "label", A, more='sag:value "Anne" ; '),
                line("y", "label", A, more='sag:value "Ane" ; '),
            ],
            "xy",
        ),
    ]:
        with pytest.raises(CorrectionError) as error:
            read_corrections(written(tmp_path, *lines))
        assert all(f"<https://example.org/{name}>" in str(error.value) for name in names)


def test_a_dump_whose_corrections_contradict_those_of_the_store_is_refused(tmp_path: Path):
    dump = tmp_path / "dump.nq"
    with dump.open("wb") as out:
        corrected([ANNE, BECH], same(person("anne holm"), person("anne bech"))).dump(out)
    archive = corrected([ANNE, BECH], different(person("anne holm"), person("anne bech")))
    before = list(archive.lines())
    with pytest.raises(CorrectionError, match="tells apart what"):
        load(dump, archive)
    assert list(archive.lines()) == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(CorrectionError, match="cannot be read: no such file"):
        read_corrections(tmp_path / "none.ttl")


# ---- Builds ----


def test_a_build_keeps_the_corrections_of_the_one_before_until_they_are_dropped(tmp_path: Path):
    minutes, store = tmp_path / "minutes", tmp_path / "store"
    minutes.mkdir()
    (minutes / "referat.txt").write_text(MINUTES, "utf-8")
    path = tmp_path / "corrections.ttl"
    path.write_text(
        HEAD + f'my:one a sag:Correction ; sag:correctionKind sag:correction-label ; sag:value "ØU" ;'
        f" sag:about <{body('oekonomiudvalget')}> ; {SAID}\n"
        f'my:two a sag:Correction ; sag:correctionKind sag:correction-label ; sag:value "Ib" ; sag:about {A} ; {SAID}'
    )

    def names() -> set[str]:
        with Archive(store, read_only=True) as archive:
            return {name for (name,) in rows(archive, "SELECT ?name { ?b a sag:Body ; foaf:name ?name }")}

    done = run("build", minutes, "--store", store, "--corrections", path)
    assert done.returncode == 0
    assert (
        "sagsgang: <https://example.org/two>: nothing that is held is <https://w3id.org/sagsgang/id/person/"
        in done.stderr
    )
    assert done.stdout.splitlines()[-1].split() == ["corrections", "2"]
    assert names() == {"ØU"}
    assert run("build", minutes, "--store", store).returncode == 0
    assert names() == {"ØU"}
    assert run("build", minutes, "--store", store, "--no-corrections").returncode == 0
    assert names() == {"Økonomiudvalget"}
    assert run("build", minutes, "--store", store, SAGSGANG_CORRECTIONS=str(path)).returncode == 0
    assert names() == {"ØU"}
    path.write_text("wrong")
    failed = run("build", minutes, "--store", store, "--corrections", path)
    assert (failed.returncode, failed.stderr.startswith(f"sagsgang: {path}: is not Turtle: ")) == (2, True)
    assert names() == {"ØU"}


# ---- Review ----


def test_review_tells_proposals_and_what_answers_come_to(tmp_path: Path):
    papers = [council("2014-01-08", member("Eva Krog")), council("2024-02-05", member("Eva Marie Krog"))]
    archive = corrected(papers)
    [one] = [each for each in unsure(archive) if each.sort == "persons"]
    assert told(archive, one) == (
        "One person? »Eva Marie Krog« (1 mention) and »Eva Krog« (1 mention): a name left out",
        "»Eva Marie Krog« Kommunalbestyrelsen 2024-02-05 · »Eva Krog« Kommunalbestyrelsen 2014-01-08",
    )
    for accepted, count in ((True, 1), (False, 2)):
        path = tmp_path / f"{accepted}.ttl"
        assert settle(archive, [Verdict(one, accepted, BY, "Set i listen", "2026-01-31")], path) == 1
        settled = read_corrections(path)
        assert len(who(corrected(papers, *settled))) == count
        assert [each for each in unsure(archive, settled=settled) if each.sort == "persons"] == []
        assert [each for each in unsure(corrected(papers, *settled)) if each.sort == "persons"] == []


def test_review_tells_the_most_useful_first_and_of_one_municipality_alone():
    papers = [council("2014-01-08", member("Eva Krog")), council("2024-02-05", member("Eva Marie Krog"))]
    papers += [council("2014-01-08", member("Ib Kær"), member("Per Lund"))]
    papers += [council(f"2024-0{month}-05", member("Ib Bo Kær")) for month in (3, 4)]
    papers += [council("2014-02-08", member("Ib Kær"))]
    archive = corrected(papers)
    found = unsure(archive, "havnstrup")
    assert [one.facts for one in found] == sorted((one.facts for one in found), reverse=True)
    assert [one.usefulness for one in found] == sorted((one.usefulness for one in found), reverse=True)
    assert len(found) == 2 == len({one.key for one in found})
    assert found == unsure(archive) == unsure(archive, HERE) == unsure(archive, "Havnstrup Kommune")
    assert unsure(archive, "Sandkær") == []


def test_review_tells_doubted_facts_until_they_are_settled(tmp_path: Path):
    with Archive() as archive:
        archive.put(stated(DOUBTED.read_bytes()), "referat.txt", tmp_path)
        conclude(archive)
        found = [one for one in unsure(archive) if one.sort == "fact"]
        assert found
        one = found[0]
        path = tmp_path / "corrections.ttl"
        least = one.confidence + Decimal("0.01")
        assert one.about[0] in {node.value for (node, _) in facts_below(archive.store, least)}
        settle(archive, [Verdict(one, True, BY, "Står der")], path)
        assert len(read_corrections(path)[0].words) > 0
        archive.correct(read_corrections(path))
        assert one.about not in {each.about for each in unsure(archive)}
        assert one.about[0] not in {node.value for (node, _) in facts_below(archive.store, least)}
        archive.correct([wrong(one.about[0])])
        conclude_outstanding(archive)
        assert one.about not in {each.about for each in unsure(archive)}


def test_review_tells_decisions_that_contradict_each_other():
    said = council("2024-01-08", items=(Item("Budget", "24/1", decided=(Decided("KB", "2024-01-08", ("rejected",)),)),))
    later = (Item("Budget", "24/1", decided=(Decided("KB", "2024-01-08", ("approved",)),)),)
    papers = [said, council("2024-02-05", items=later, kind="TMU")]
    archive = corrected(papers)
    [one] = [each for each in unsure(archive) if each.sort == "decisions"]
    assert told(archive, one) == (
        "Which decision holds? accept: Rejected, »KB besluttede Budget« Kommunalbestyrelsen 2024-01-08",
        "reject: Approved, »KB besluttede Budget« Teknik- og Miljøudvalget 2024-02-05",
    )
    outcome = (
        "SELECT ?how { ?t a sag:Treatment ; sag:body ?b ; sag:outcome ?how FILTER(STRENDS(STR(?b), 'styrelsen')) }"
    )
    for yes, how in ((True, "rejected"), (False, "approved")):
        answered = corrected(papers, Verdict(one, yes, BY, "Hørt").correction)
        assert rows(answered, outcome) == [(f"https://w3id.org/sagsgang/ontology/outcome-{how}",)]


def test_review_tells_bodies_whose_names_are_alike_or_that_are_called_by_initials():
    names = {"TMU": "Teknik- og Miljøudvalget", "HU": "Teknik og Miljøudvalg", "DIR": "Hoved Udvalget", "ØK": "HU"}
    papers = [Paper(code, "2024-01-08", (), spelled={code: (name, None)}) for code, name in names.items()]
    archive = corrected([*papers, Paper("KB", "2024-01-08", (), spelled={"KB": ("Teknik- og Miljøudvalgene", None)})])
    found = {one.about: one for one in unsure(archive)}
    alike = (body("teknik-og-miljoeudvalgene"), body("teknik-og-miljoeudvalget"))
    initials = (body("hoved-udvalget"), body("hu"))
    assert {about: one.basis for about, one in found.items()} == {
        alike: "names alike",
        initials: "a code of the initials",
    }
    one = found[initials]
    question = "One body? »Hoved Udvalget« (1 mention) and »HU« (1 mention): a code of the initials"
    assert told(archive, one)[0] == question
    joined = corrected(papers, Verdict(one, True, BY, "Det er det samme").correction)
    assert initials not in {each.about for each in unsure(joined)}


KEPT = """# Mine egne
@prefix sag: <https://example.org/another/> .
<https://example.org/thing> sag:note "bevares" .
"""


def test_answers_are_added_to_a_file_that_stays_what_it_was(tmp_path: Path):
    papers = [council("2014-01-08", member("Eva Krog")), council("2024-02-05", member("Eva Marie Krog"))]
    archive = corrected(papers)
    [one] = unsure(archive)
    path = tmp_path / "corrections.ttl"
    path.write_text(KEPT, "utf-8")
    verdict = Verdict(one, True, 'Mette "M" Holm', "Ja\nselv \\ om", "2026-01-31")
    assert settle(archive, [verdict], path) == 1
    assert path.read_text("utf-8").startswith(KEPT)
    assert read_corrections(path) == (verdict.correction,)
    text = path.read_text("utf-8")
    assert settle(archive, [verdict], path) == 0
    assert path.read_text("utf-8") == text
    with pytest.raises(CorrectionError, match="tells apart what"):
        settle(archive, [Verdict(one, False, BY, "Nej")], path)
    assert path.read_text("utf-8") == text
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_lists_answers_and_builds_with_the_answers(tmp_path: Path):
    minutes, store, path = tmp_path / "minutes", tmp_path / "store", tmp_path / "corrections.ttl"
    minutes.mkdir()
    for year, name in ((2014, "Eva Krog"), (2024, "Eva Marie Krog")):
        (minutes / f"{year}.txt").write_text(
            MINUTES.replace("2025", str(year)).replace("1. Budget", f"Til stede: {name}, Ib Kær\n\n1. Budget")
        )
    assert run("build", minutes, "--store", store).returncode == 0
    done = run("review", "--store", store, "--format", "json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    [one] = [each for each in found if each["sort"] == "persons"]
    assert (one["accept"]["kind"], one["reject"]["kind"]) == ("same", "different")
    shown = run("review", "--store", store)
    assert f"{one['id']}  " in shown.stdout
    assert one["question"] in shown.stdout
    missing = run("review", "--store", store, "--accept", one["id"], "--into", path)
    assert (missing.returncode, path.exists()) == (2, False)
    saying = ("--into", path, "--by", BY, "--why", "Set i listen")
    assert run("review", "--store", store, "--accept", "ffffffff", *saying).returncode == 2
    done = run("review", "--store", store, "--accept", one["id"], *saying)
    assert (done.returncode, f"--corrections {path}" in done.stderr) == (0, True)
    assert one["id"] not in run("review", "--store", store, "--into", path).stdout
    assert run("build", minutes, "--store", store, "--corrections", path).returncode == 0
    assert one["id"] not in run("review", "--store", store).stdout
    with Archive(store, read_only=True) as archive:
        assert ["Eva Krog", "Eva Marie Krog"] in who(archive).values()
