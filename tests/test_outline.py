"""Lines, paragraphs, sentences, and the parts of a document."""

import pytest
from sagsgang.graph.extract import extract
from sagsgang.graph.formats import read
from sagsgang.graph.prose import paragraphs, sentences
from sagsgang.graph.sections import Outline, outline
from sagsgang.graph.source import Passage


def parts(text: str) -> Outline:
    return outline(read(text.encode()).blocks)


def titles(text: str) -> list[tuple[str | None, str]]:
    return [(item.number, item.title.text) for item in parts(text).items]


def unread(text: str) -> list[str]:
    found = read(text.encode())
    return [found.source[span] for span in extract(found).unread]


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("## **Direktionen**", "heading", "Direktionen"),
        ("**Sagsgang**", "heading", "Sagsgang"),
        ("__Bilag:__", "heading", "Bilag:"),
        ("- Emne", "bullet", "Emne"),
        ("  • Emne", "bullet", "Emne"),
        ("9.00\tPunkt 1", "row", "9.00 Punkt 1"),
        ("| 1 | Åben |", "row", "1 Åben"),
        ("---", "blank", ""),
        ("| --- | --- |", "blank", ""),
        ("- ", "blank", ""),
        ("#", "blank", ""),
        ("<p>Et  <b>fedt</b> ord</p>", "text", "Et fedt ord"),
        ("Drøftelse af *Program 2021* samt", "text", "Drøftelse af Program 2021 samt"),
        ("snake_case og 2 * 3", "text", "snake_case og 2 3"),
        ("et ord\u00ad\u00a0med\ttegn", "row", "et ord med tegn"),
    ],
)
def test_a_line_is_cleaned_of_markup(line: str, kind: str, words: str) -> None:
    (block,) = read(f"{line}\n".encode()).blocks if kind != "blank" else read(f"{line}\nx".encode()).blocks[:1]
    assert (block.kind, block.words.text) == (kind, words)


def test_headings_glued_together_are_several_lines() -> None:
    blocks = read("Punkter til behandling*Åben Sag***Sagsgang**\n".encode()).blocks
    assert [block.words.text for block in blocks] == ["Punkter til behandling", "Åben Sag", "Sagsgang"]


def test_the_cells_of_a_row_keep_their_order() -> None:
    (tabs,) = read("1\tÅben\t\tTitel\n".encode()).blocks
    (bars,) = read(b"| 9.00 | Ankomst |\n").blocks
    (blanks,) = read("    Sted:     Rådhuset\n".encode()).blocks
    assert [cell.text for cell in tabs.cells] == ["1", "Åben", "", "Titel"]
    assert [cell.text for cell in bars.cells if cell] == ["9.00", "Ankomst"]
    assert [cell.text for cell in blanks.cells] == ["Sted:", "Rådhuset"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mødt d. 3. maj. Ida kom kl. 9.", ["Mødt d. 3. maj.", "Ida kom kl. 9."]),
        ("Kim T. Dahl og Chr. Bo deltog. Det gik godt.", ["Kim T. Dahl og Chr. Bo deltog.", "Det gik godt."]),
        (
            "Det er bl.a. Bos skyld, jf. Sagsnr. 5. Byrådet enes.",
            ["Det er bl.a. Bos skyld, jf. Sagsnr. 5.", "Byrådet enes."],
        ),
        ("Se punkt 3. Åben sag er det.", ["Se punkt 3. Åben sag er det."]),
        ("Frem mod 2024. Direktionen enes.", ["Frem mod 2024.", "Direktionen enes."]),
        ("Er det nok? Ja! Godt.", ["Er det nok?", "Ja!", "Godt."]),
        ("Han sagde: ”Nej.” Så gik han.", ["Han sagde: ”Nej.”", "Så gik han."]),
        ("Uden punktum", ["Uden punktum"]),
        ("beløb på 2,5 mio. Kr. er afsat", ["beløb på 2,5 mio. Kr. er afsat"]),
    ],
)
def test_sentences_end_where_no_abbreviation_stands(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(Passage(text, ((0, 0),)))] == expected


def test_a_sentence_without_end_is_cut_at_a_blank() -> None:
    found = [sentence.text for sentence in sentences(Passage("ord " * 1500, ((0, 0),)))]
    assert " ".join(found) == ("ord " * 1500).strip()
    assert all(len(sentence) <= 2000 for sentence in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En linje\nog dens næste\n\nNyt afsnit", ["En linje og dens næste", "Nyt afsnit"]),
        ("Der deltog konsulent Vibe\n\nNøhr Sand og andre.", ["Der deltog konsulent Vibe Nøhr Sand og andre."]),
        ("Overgang til en ny delings-\n\nøkonomi", ["Overgang til en ny delingsøkonomi"]),
        ("- et\n- to\n  mere", ["et", "to mere"]),
        ("Indstilles,\n1. at A\n2. at B", ["Indstilles,", "1. at A", "2. at B"]),
        ("Tekst\n4\n\nmere", ["Tekst", "mere"]),
    ],
)
def test_lines_are_joined_to_paragraphs(text: str, expected: list[str]) -> None:
    assert [paragraph.text for paragraph in paragraphs(read(text.encode()).blocks)] == expected


def test_numbered_titles_are_items_when_what_belongs_to_an_item_follows() -> None:
    text = "1. Budget\n\nÅben sag\n\nSagsgang: ØK\n\nPunkt 2: Skole\n\nSagsnr. 24/123\n\n3. Lukket: Personsag\n"
    assert titles(text) == [("1", "Budget"), ("2", "Skole"), ("3", "Lukket: Personsag")]


def test_numbered_lines_of_a_list_are_no_items() -> None:
    points = "Indstilling\n\nDet indstilles,\n\n1. at budgettet godkendes\n\n2. at det følges\n\n"
    text = f"1. Budget\n\nÅben sag\n\n{points}Beslutning\n\nGodkendt.\n"
    assert titles(text) == [("1", "Budget")]


def test_the_table_of_contents_tells_which_numbers_are_items() -> None:
    contents = "Indholdsfortegnelse\n\n1. Budget .... 1\n2. Skole .... 3\n\n"
    text = f"{contents}1. Budget\n\nTekst.\n\n2. Skole\n\nTekst.\n\n3. noget\n\nmere"
    assert titles(text) == [("1", "Budget"), ("2", "Skole")]


def test_a_title_without_number_is_an_item_when_access_or_route_follows() -> None:
    assert titles("Budget 2025\n\nÅben sag\n\nSagsgang\n\nØK\n") == [(None, "Budget 2025")]


def test_a_wrapped_title_is_one() -> None:
    text = "4. En ganske lang titel, der ikke kan være på\nén linje\n\nÅben sag\n"
    assert titles(text) == [("4", "En ganske lang titel, der ikke kan være på én linje")]


def test_sections_open_by_their_labels_and_headings_within_a_decision_do_not() -> None:
    decision = "Beslutning i Økonomiudvalget den 01-02-2024\n\nØkonomi\n\nDrøftet.\n\n"
    text = f"1. Budget\n\nÅben sag\n\nSagsgang: ØK KB\n\nSagsfremstilling\n\nTekst\n\n{decision}Bilag\n\nEt notat\n"
    (item,) = parts(text).items
    assert [section.kind for section in item.sections] == ["lead", "route", "presentation", "decision", "attachments"]


def test_a_word_that_ends_the_sentence_above_opens_no_section() -> None:
    told = "Sagen sendes til Økonomiudvalget, som træffer\nafgørelse.\n\nSendes videre med en\nanbefaling.\n"
    (item,) = parts(f"1. Budget\n\nÅben sag\n\nBeslutning i Direktionen den 01-02-2024\n\n{told}").items
    assert [section.kind for section in item.sections] == ["lead", "decision"]


def test_the_last_items_may_have_nothing_below_their_titles() -> None:
    whole = "Sag nr. {}\n{}\n\nSagsfremstilling\nTekst.\n\n"
    told = whole.format(8, "Budget") + whole.format(9, "Skole") + "Sag nr. 10\nMeddelelser\n\n\nSag nr. 11\nEventuelt\n"
    assert titles(told) == [("8", "Budget"), ("9", "Skole"), ("10", "Meddelelser"), ("11", "Eventuelt")]


def test_page_numbers_and_feet_are_furniture() -> None:
    found = parts("1. Budget\n\nÅben sag\n\nTekst\n\nSide 2 af 9\n\nLyngby Kommune\n\n4\n\nmere\n").furniture
    assert [block.text for block in found] == ["Side 2 af 9", "Lyngby Kommune", "4"]


HEAD = "Direktionen\n\nREFERAT\n\nDato: 3. marts 2024\n\n"
ITEM = "1. Budget\n\nÅben sag\n\nBeslutning\n\nDrøftet.\n\n"


def test_what_every_rule_knows_leaves_nothing_unread() -> None:
    assert unread(HEAD + ITEM) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Vi bruger cookies.\nHusk det.\n\n{HEAD}{ITEM}", ["Vi bruger cookies.\nHusk det."]),
        (f"{HEAD}Denne linje kender ingen regel.\n\n{ITEM}", ["Denne linje kender ingen regel."]),
        (f"{HEAD}{ITEM}Opfølgningsliste\n\nRing til skolen.\nSkriv brev.\n", ["Ring til skolen.\nSkriv brev."]),
        (f"{HEAD}{ITEM}Mødet sluttede kl. 12:00.\n\nUdsendt af intranettet.\n", ["Udsendt af intranettet."]),
        (HEAD + ITEM.replace("Åben sag", "Åben sag\n\nStjerner og striber."), ["Stjerner og striber."]),
    ],
)
def test_what_no_rule_knows_is_unread_each_stretch_once(text: str, expected: list[str]) -> None:
    assert unread(text) == expected


def test_the_list_of_enclosures_repeats_and_is_known() -> None:
    assert unread(f"{HEAD}{ITEM}Bilagsoversigt\n\n1. Budget\n  1. Et notat (1/24)\n") == []
