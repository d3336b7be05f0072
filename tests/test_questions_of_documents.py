"""Questions about what documents tell otherwise than others, asked of the invented town."""

import re
from itertools import combinations

from invented import alike, ask, best, documents, names, town
from pyoxigraph import QuerySolutions
from sagsgang.queries import parse

BETWEEN = {"title", "decision", "start", "place"}
"""Of what two documents of a meeting say otherwise, that which cannot both be so."""
OUTCOMES = {
    "approved": "Godkendt",
    "approved_with_changes": "Godkendt med ændringer",
    "rejected": "Afvist",
    "recommended": "Anbefalet",
    "not_recommended": "Ikke anbefalet",
}
RECORDS = """SELECT ?meeting ?file ?rank {
  ?meeting a sag:Meeting ; sag:record ?record . ?record sag:authority ?rank ; dct:isPartOf ?document .
  ?document dct:source ?file }"""


def plain(text: str | None) -> str:
    """Words alone, without the number of the page at which a decision ends."""
    return "".join(filter(str.isalnum, re.sub(r"\n\d+/\d+$", "", text or "").casefold()))


def test_all_documents_of_a_meeting_are_its_records_the_newest_of_most_authority_first() -> None:
    true: dict[tuple[str, str], list[str]] = {}
    for document in reversed(documents()):
        true.setdefault((document["body"], document["day"]), []).append(document["document"])
    found = town().archive.query(parse(RECORDS, "records").bind({}))
    assert isinstance(found, QuerySolutions)
    told: dict[str, list[tuple[int, str]]] = {}
    for row in found:
        told.setdefault(row["meeting"].value, []).append((int(row["rank"].value), row["file"].value))
    kinds = {document["kind"] for document in documents()}
    assert {"dagsorden", "tillægsdagsorden", "referat", "rettet referat", "korrigeret referat"} <= kinds
    assert sorted(true.values()) == sorted([file for _, file in sorted(files)] for files in told.values())


def test_what_became_otherwise_than_the_agenda_said() -> None:
    true = [
        (one["kind"], names()[one["body"]], one["day"], one["title"], plain(one["before"]), plain(one["after"]))
        for one in town().truth["differences"]
    ]
    told = [
        (
            *(row["difference"], row["body"].casefold(), row["date"], row.get("title")),
            *(plain(row.get("before")), plain(row.get("after"))),
        )
        for row in ask("agenda_and_minutes")
    ]
    kinds = {"added", "added_by_supplement", "decision", "left_out", "not_treated", "start", "title"}
    assert kinds <= {kind for kind, *_ in true}
    assert alike(true, told) == 1.0


def test_which_documents_contradict_each_other() -> None:
    tellings: dict[tuple[str, str, str], list[str]] = {}
    for (body, day), document in best().items():
        for item in document["items"]:
            own = [(body, day, item["outcome"])] if item["outcome"] else []
            prior = [(one["body"], one["day"], one["outcome"]) for one in item["prior"]]
            for whose, when, outcome in (*own, *prior) if item["case"] else ():
                tellings.setdefault((item["case"], whose, when), []).append(outcome)
    true = [
        ("outcome", day, names()[body], frozenset(OUTCOMES[each] for each in pair))
        for (_, body, day), told in tellings.items()
        for pair in combinations(told, 2)
        if len({*pair}) == 2
    ]
    for one in town().truth["differences"]:
        if one["kind"] in BETWEEN:
            said = frozenset((plain(one["before"]), plain(one["after"])))
            true.append((one["kind"], one["day"], names()[one["body"]], said))
    said_of = {"outcome": str}
    told = [
        (row["about"], row["date"], row["body"].casefold(), frozenset(map(plain_, (row["one"], row["other"]))))
        for row in ask("contradictions")
        for plain_ in [said_of.get(row["about"], plain)]
    ]
    assert len(true) > 20
    assert alike(true, told) > 0.9


def test_which_attachments_are_named_and_not_listed() -> None:
    true = [
        (document["day"], names()[document["body"]], item["title"], one["number"])
        for document in best().values()
        for item in document["items"]
        for one in item["attachments_named"]
        if not one["listed"]
    ]
    told = [(row["date"], row["body"].casefold(), row["title"], row["named"]) for row in ask("attachments_not_listed")]
    assert len(true) > 20
    assert alike(true, told) == 1.0
