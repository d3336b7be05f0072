"""Questions about people, posts, days and the words behind all of it, asked of the invented town."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from invented import alike, ask, best, documents, graph, matters, names, numbered, printed, told_of, town, ways
from sagsgang.ontology import DCT, FOAF, RDF, SAG

DAYS = ("2025-04-01", "2025-09-15", "2025-11-20", "2026-03-20", "2026-09-01")
FUNCTIONS = {"participant": "Deltager", "presenter": "Oplægsholder", "responsible": "Ansvarlig"}
ELECTED = {"council", "economic", "standing"}
DUTIES = ("fællestillidsrepræsentant", "formand", "næstformand", "borgmester", "suppleant")
"""Roles that are no post of the municipality: what somebody is beside one, and in a body."""


@cache
def people() -> dict[str, str]:
    """One key for all who share a name, by each of their names: who of them is meant is for other questions."""
    keys: dict[str, str] = {}
    for person in town().truth["persons"]:
        known = [name["name"].casefold() for name in person["names"]]
        key = min((keys[name] for name in known if name in keys), default=person["person"])
        keys |= dict.fromkeys(known, key)
    return keys


def called(name: str) -> str:
    return people().get(name.casefold(), name)


@cache
def persons() -> dict[str, str]:
    """The key of each true person."""
    return {person["person"]: called(person["names"][0]["name"]) for person in town().truth["persons"]}


def handled() -> Iterator[tuple[str, str, str, str]]:
    """Number of the case, name, function and day of everybody whom a document that counts names under a case."""
    for (_, day), document in best().items():
        cases = {item["position"]: item["case"] for item in document["items"]}
        for one in document["persons"]:
            case = cases.get(one["item"])
            if case in printed():
                yield printed()[case], one["name"].casefold(), FUNCTIONS[one["function"]], day
        for item in town().gold[document["document"]]["items"]:
            for number in item["case_numbers"][:1]:
                yield from ((number, name.casefold(), "Inhabil", day) for name in item["recused"])


def test_who_handled_a_case() -> None:
    told = [
        (number, row["name"].casefold(), row["function"], row["date"])
        for number in sorted(set(printed().values()))
        for row in ask("case_handlers", case=number)
    ]
    assert alike(handled(), told) > 0.98


def test_the_deadlines_of_tasks() -> None:
    true, told = [], []
    for on in DAYS:
        end = str(date.fromisoformat(on) + timedelta(days=60))
        for body, day, item in matters():
            due = ((one, one.get("deadline") or "") for one in item["followups"])
            some = ((one, last) for one, last in due if len(last) == len(end) and day <= on <= last <= end)
            true += [(on, last, day, body, (one["assignee"] or "").casefold()) for one, last in some]
        asked = (row for row in ask("deadlines", on=on, days="60") if row["kind"] == "task")
        told += [
            (on, row["deadline"], row["told"], row["body"].casefold(), row.get("who", "").casefold()) for row in asked
        ]
    assert alike(true, told) > 0.9


def test_the_coming_meetings_that_are_told() -> None:
    true, told = set(), []
    for on in DAYS:
        end = str(date.fromisoformat(on) + timedelta(days=60))
        for document in documents():
            coming = town().gold[document["document"]]["next_meetings"] if document["day"] <= on else ()
            true |= {
                (on, one["date"], one["body"].casefold(), document["day"]) for one in coming if on <= one["date"] <= end
            }
        asked = (row for row in ask("deadlines", on=on, days="60") if row["kind"] == "meeting")
        told += [(on, row["deadline"], row["body"].casefold(), row["told"]) for row in asked]
    assert alike(true, told) > 0.95


@pytest.mark.parametrize("on", ["2025-06-30", "2025-12-31", "2026-06-30"])
def test_who_had_a_post_on_a_day(on: str) -> None:
    seen: dict[tuple[str, str], list[str]] = {}
    for document in documents():
        for one in document["persons"]:
            role = (one["role"] or "").removesuffix(" (formand)")
            if role and not role.startswith(DUTIES):
                seen.setdefault((role, persons()[one["person"]]), []).append(document["day"])
    true = [(*who, "yes" if on <= max(days) else "before") for who, days in seen.items() if min(days) <= on]
    told = [
        (post, called(row["name"]), row["shown"])
        for post in {post for post, _ in seen}
        for row in ask("post_holders", post=post, on=on)
    ]
    assert alike(true, told) == 1.0


@pytest.mark.parametrize("on", ["2025-06-30", "2025-12-31", "2026-06-30"])
def test_who_was_a_member_on_a_day(on: str) -> None:
    elected = {body["body"] for body in town().truth["bodies"] if body["kind"] in ELECTED}
    seen: dict[tuple[str, str, int], list[str]] = {}
    for (body, day), document in best().items():
        term = (int(day[:4]) - 2022) // 4 if body in elected else 0
        for one in document["persons"]:
            if one["function"] == "member":
                seen.setdefault((names()[body], persons()[one["person"]], term), []).append(day)
    true = [(*who[:2], "yes" if on <= max(days) else "before") for who, days in seen.items() if min(days) <= on]
    told = [
        (body["name"].casefold(), called(row["name"]), row["shown"])
        for body in town().truth["bodies"]
        for row in ask("post_holders", post=body["name"], on=on)
        if row["post"] == "medlem"
    ]
    assert alike(true, told) > 0.97


# ---- What stands behind ----


@cache
def iris() -> dict[str, str]:
    """The IRI of each of some cases."""
    some = ((case, next(ask("case_route", case=printed()[case]), None)) for case in numbered()[::4])
    return {case: row["case"] for case, row in some if row}


def plain(text: str) -> str:
    return " ".join(text.split())


def test_which_documents_say_so() -> None:
    true = {(case, document["document"]) for case in iris() for document, _ in told_of()[case]}
    told = [(case, row["file"]) for case, iri in iris().items() for row in ask("provenance", fact=iri)]
    assert len(true) > 100
    assert alike(true, set(told)) == 1.0
    formats = {row["format"] for iri in iris().values() for row in ask("provenance", fact=iri)}
    assert len(formats) == len({document["document"].rpartition(".")[2] for document in documents()})


def test_the_words_that_stand_behind_a_case() -> None:
    true = {(case, document["document"], item["title"]) for case in iris() for document, item in told_of()[case]}
    told: set[tuple[str, str, str]] = set()
    for case, iri in iris().items():
        quotes = [(row["file"], plain(row["quote"])) for row in ask("words_of_fact", fact=iri)]
        wanted = {(document["document"], item["title"]) for document, item in told_of()[case]}
        told |= {
            (case, file, title) for file, title in wanted if any(title in words for at, words in quotes if at == file)
        }
        told |= {(case, file, "") for file, _ in quotes if file not in {document for document, _ in wanted}}
    assert alike(true, told) == 1.0


def treated_by() -> set[tuple[str, str, str]]:
    """Case, day and file of each document that tells of a treatment: its own meeting's, and those that repeat it.

    What an agenda repeats is told by the minutes of its meeting, where these are held.
    """
    found = set()
    for case in iris():
        for document, item in told_of()[case]:
            if document is not best()[document["body"], document["day"]]:
                continue
            if document["kind"] != "dagsorden":
                found.add((case, document["day"], document["document"]))
            found |= {(case, one["day"], document["document"]) for one in item["prior"]}
    return found


def test_the_words_that_stand_behind_a_treatment() -> None:
    told = {
        (case, step["date"], row["file"])
        for case, iri in iris().items()
        for step in ask("case_route", case=iri)
        for row in ask("words_of_fact", fact=step["treatment"])
    }
    assert alike(treated_by(), told) == 1.0


KINDS = {("Treatment", str(DCT.date)), ("Document", str(DCT.source)), ("Participation", str(FOAF.name))}


def test_one_case_whole() -> None:
    true, told = set(), set()
    for case in iris():
        true |= {(case, "Treatment", step["day"]) for step in ways()[case]}
        for document, item in told_of()[case]:
            true.add((case, "Document", document["document"]))
            under = (one for one in document["persons"] if one["item"] == item["position"])
            true |= {(case, "Participation", one["name"]) for one in under}
        triples = list(graph("case_whole", case=printed()[case]))
        kinds = {one.subject: one.object.value for one in triples if one.predicate.value == str(RDF.type)}
        for triple in triples:
            kind = kinds.get(triple.subject, "").removeprefix(SAG)
            if (kind, triple.predicate.value) in KINDS:
                told.add((case, kind, triple.object.value))
    assert alike(true, told) > 0.97
