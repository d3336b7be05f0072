"""What case systems export is read as the protocol that a person would have been given."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sagsgang.graph.build import build
from sagsgang.graph.formats import Reading, fragments, protocol, read
from sagsgang.graph.mapping import stated
from sagsgang.graph.minutes import minutes
from sagsgang.graph.register import concept, words
from sagsgang.graph.source import OtherData, Unreadable
from sagsgang.graph.store import Archive

HERE = Path(__file__).parent
SAMPLES = ("firstagenda.json", "acadre.xml", "edoc.xml", "edoc-publishing.xml", "sbsys.xml")
BYTES = {name: (HERE / name).read_bytes() for name in SAMPLES}


def text(name: str) -> str:
    return read(BYTES[name], name).source.text


def whole(reading: Reading) -> bool:
    return "".join(reading.source[block.span] for block in reading.blocks) == reading.source.text


def told_or_refused(data: bytes) -> bool:
    """Whether a document is read whole, or refused in one line."""
    try:
        return whole(read(data))
    except Unreadable as refused:
        return bool(refused.reason) and "\n" not in refused.reason


def zipped(files: dict[str, bytes]) -> bytes:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return sheet.getvalue()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_lines_of_an_export_are_its_frozen_text(name: str) -> None:
    reading = read(BYTES[name], name)
    assert whole(reading)
    assert reading == read(BYTES[name], name)


@pytest.mark.parametrize(
    ("name", "reader", "media_type"),
    [
        ("firstagenda.json", "firstagenda", "application/json"),
        ("acadre.xml", "acadre", "application/xml"),
        ("edoc.xml", "edoc", "application/xml"),
        ("edoc-publishing.xml", "edoc", "application/xml"),
        ("sbsys.xml", "sbsys", "application/xml"),
    ],
)
def test_the_reader_is_chosen_by_content_and_named(name: str, reader: str, media_type: str) -> None:
    source = read(BYTES[name], "referat.txt").source
    assert (source.reader, source.media_type) == (reader, media_type)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_byte_order_mark_and_its_encoding_change_no_word(name: str, mark: str, encoding: str) -> None:
    told = BYTES[name].decode().replace('encoding="utf-8"', f'encoding="{encoding}"')
    assert read((mark + told).encode(encoding), name).source.text == text(name)


def test_xml_without_its_declaration_is_read() -> None:
    bare = b"\xef\xbb\xbf" + BYTES["acadre.xml"].split(b"\n", 1)[1]
    assert read(bare).source.text == text("acadre.xml")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_head_of_an_export_is_that_of_a_protocol(name: str) -> None:
    told = text(name)
    assert told.splitlines()[0].startswith(("Havne", "Udvalget for Havn"))
    assert "Dato: 05-03-2025" in told or "5. marts 2025" in told
    assert "  " not in told.replace("\n  - ", "\n- ")


@pytest.mark.parametrize("name", ["firstagenda.json", "acadre.xml", "edoc.xml", "sbsys.xml"])
def test_who_was_absent_stands_under_both_labels(name: str) -> None:
    people, away = text(name).split("Medlemmer:\n")[1].split("Fraværende:\n")
    assert "Asta Lundby" in people
    assert "Bo Kragh" in people
    assert away.startswith("Bo Kragh")


@pytest.mark.parametrize("name", SAMPLES)
def test_an_export_is_stated_with_its_item_and_decision(name: str) -> None:
    told = text(name)
    assert "Ny bro over kanalen" in told
    graph = stated(BYTES[name], name)
    with Archive() as store:
        store.put(graph, name)
        assert store.count(graph.graph, "https://w3id.org/sagsgang/ontology/AgendaItem") >= 1
        assert store.count(graph.graph, "https://w3id.org/sagsgang/ontology/Decision") >= 1


def test_local_time_is_kept_as_it_is_written() -> None:
    assert "Start kl.: 15:00\nSlut kl.: 17:45" in text("firstagenda.json")


def test_the_title_of_a_converter_does_not_leak_and_inner_headings_are_content() -> None:
    told = text("firstagenda.json")
    assert "Dagsordenspunkt" not in told
    assert "Broen er gammel.\n\nTal\n\nÅr\tKr.\n2025\t5" in told
    assert "- at rive ned\n  - at male\n- at bygge" in told


def test_the_course_of_a_case_becomes_treatments_before_the_decision() -> None:
    told = text("firstagenda.json")
    marks = (
        "\n\nSagsforløb\n",
        "Behandling i Byrådet den 12-02-2025 Punkt 4\nSendes til udvalget.",
        "Behandling i Økonomiudvalget den 19-02-2025",
        "Beslutning i Havne- og Byrumsudvalget den 05-03-2025",
    )
    places = [told.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_closed_item_has_its_title_and_nothing_more() -> None:
    assert text("firstagenda.json").endswith("2. Lukket: Køb af grund\n\nSagsnr.:\t25/7002\n\nLukket sag\n\n")


def test_of_a_closed_item_only_the_decision_is_laid() -> None:
    fields = [{"Navn": "Sagsfremstilling", "Tekst": "Køberen hedder Ib."}, {"Navn": "Beslutning", "Tekst": "Godkendt."}]
    for closed in (True, False):
        told = json.loads(BYTES["firstagenda.json"])
        first = told["Dagsordenpunkter"][0]
        first |= {"IsOpen": not closed, "Felter": fields}
        frozen = read(json.dumps(told).encode(), "moede.json").source.text
        assert "Godkendt." in frozen
        assert ("Ib" in frozen) is not closed


def test_a_meeting_that_names_no_kind_is_what_its_state_says() -> None:
    meeting = json.loads(BYTES["firstagenda.json"])
    for closed, supplement, kind in (
        (True, False, "REFERAT"),
        (False, False, "DAGSORDEN"),
        (False, True, "TILLÆGSDAGSORDEN"),
    ):
        meeting["Moede"]["Afsluttet"], meeting["TillaegsDagsorden"] = closed, supplement
        assert read(json.dumps(meeting).encode()).source.text.splitlines()[2] == kind


def test_a_plan_of_handlings_is_the_route_and_what_is_withheld_is_no_decision() -> None:
    told = text("edoc.xml")
    assert "Sagsgang: Ældrerådet, Havneudvalget, Økonomiudvalget\n\nØkonomiudvalget 19-03-2025" in told
    assert "Beslutning i Ældrerådet den 12-02-2025\nAnbefales." in told
    assert "ikke frigivet" not in told
    assert "Beslutning i Økonomiudvalget" not in told
    assert told.count("Indstilles til godkendelse.") == 1


def test_the_number_of_a_case_may_stand_before_its_title() -> None:
    numbered = BYTES["sbsys.xml"].replace(
        b"<Number></Number></Case>", b"<NumberAndTitle><![CDATA[15.00.00-P15-1-19 Ny bro]]></NumberAndTitle></Case>"
    )
    assert "15.00.00-P15-1-19\n" in read(numbered).source.text
    untold = numbered.replace(b"15.00.00-P15-1-19 Ny bro", b"-")
    assert read(untold).source.text == text("sbsys.xml")


@pytest.mark.parametrize(("number", "shown"), [("18873/22", True), ("2020-014402-31", True), ("A-17", False)])
def test_the_document_number_of_an_attachment_is_told(number: str, shown: bool) -> None:
    found = BYTES["edoc.xml"].replace(
        b"</edoc:Attachment>", f"<edoc:DocumentNumber>{number}</edoc:DocumentNumber></edoc:Attachment>".encode()
    )
    assert (number in read(found).source.text) == shown


def test_signs_that_xml_forbids_are_dropped() -> None:
    assert "41. Ny bro over kanalen\n" in text("acadre.xml")
    assert "Broen er gammel." in text("edoc-publishing.xml")


def test_a_dtd_is_refused_and_an_entity_never_read() -> None:
    bomb = b'<?xml version="1.0"?><!-- x --><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><root>&a;</root>'
    with pytest.raises(Unreadable, match="DTD"):
        read(bomb)
    with pytest.raises(Unreadable, match="broken XML"):
        read(b"<?xml version='1.0'?><root>&a;</root>")


@pytest.mark.parametrize(
    "data",
    [
        b'{"$schema": "x", "type": "object"}',
        b'{"Udvalg": {"Udvalg 2022-2025": []}}',
        b"[]",
        b"<?xml version='1.0'?><manifest><item/></manifest>",
        b"<Root xmlns:e='u'><e:Notification><e:Publish>true</e:Publish></e:Notification></Root>",
        zipped({"manifest.xml": b"<manifest/>", "1.png": b"\x89PNG"}),
    ],
)
def test_data_that_is_no_minutes_says_so(data: bytes) -> None:
    with pytest.raises(OtherData):
        read(data)


@pytest.mark.parametrize(
    "data", [b'{"a": ', b'{"a": ' * 100_000, b"<?xml version='1.0'?><a>", b"<?xml?>" + b"<a>" * 400 + b"</a>" * 400]
)
def test_broken_or_endless_data_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert not isinstance(refused.value, OtherData)


@pytest.mark.parametrize(
    "told",
    [
        "[Udkast] Referat",
        "{Udkast}\nReferat",
        "<!-- x -->\n# Referat",
    ],
)
def test_text_that_begins_with_a_bracket_is_text(told: str) -> None:
    assert read(told.encode()).source.reader == "text"


def test_in_a_folder_data_that_is_no_minutes_is_passed_over_and_given_by_name_it_is_an_error(tmp_path: Path) -> None:
    for name in SAMPLES:
        (tmp_path / name).write_bytes(BYTES[name])
    for name in ("manifest.xml", "x.schema.json", "settings.json"):
        (tmp_path / name).write_bytes(b"<manifest/>" if name.endswith("xml") else b'{"a": 1}')
    with Archive() as store:
        report = build([tmp_path], store)
        assert (report.documents, report.unreadable) == (len(SAMPLES), ())
        assert sorted(report.skipped) == [str(tmp_path / n) for n in ("manifest.xml", "settings.json", "x.schema.json")]
        assert report.violations == 0
    with Archive() as store:
        assert [remark.file for remark in build([tmp_path / "settings.json"], store).unreadable] == [
            str(tmp_path / "settings.json")
        ]


@pytest.mark.parametrize(
    ("label", "scheme", "key"),
    [
        (protocol.PLACE, "field", "place"),
        (protocol.DATE, "field", "date"),
        (protocol.START, "field", "start"),
        (protocol.END, "field", "end"),
        (protocol.MEMBERS, "field", "members"),
        (protocol.ABSENT, "field", "absent"),
        (protocol.OTHERS, "field", "other"),
        (protocol.CASE, "field", "case"),
        (protocol.ROUTE, "section", "route"),
        (protocol.ATTACHMENTS, "section", "attachments"),
        (protocol.DECISION, "section", "decision"),
        (protocol.AWAY, "section", "absence"),
        (f"{protocol.OPEN} {protocol.MATTER}", "access", "open"),
        (f"{protocol.CLOSED} {protocol.MATTER}", "access", "closed"),
        (protocol.MINUTES, "kind", "minutes"),
        (protocol.AGENDA, "kind", "agenda"),
        (protocol.SUPPLEMENT, "kind", "supplement"),
        *((f"{word} {protocol.MINUTES}", "kind", "correction") for word in protocol.CORRECTED),
    ],
)
def test_the_labels_of_the_layout_are_words_of_the_vocabulary(label: str, scheme: str, key: str) -> None:
    assert (words(scheme).get(label.rstrip(":").casefold()) or concept(scheme, label)) == key


def test_headings_that_treat_are_the_vocabulary_s() -> None:
    assert {protocol.DECISION.casefold(), protocol.TREATED.casefold()} <= words("ruling").keys()


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("", ()),
        ("<!-- x -->", ()),
        ("Godkendt. 3 < 5 & 7", ("Godkendt. 3 < 5 & 7",)),
        ("a<br>b<br/><br/>c", ("a", "b", "c")),
        ("<p>a<p>b", ("a", "", "b")),
        ("<script>x</script>a<style>y</style>", ("a",)),
        ("<ul><li><p>a</p></li><li>b<br>c</li></ul>d", ("- a", "- b", "  c", "", "d")),
        ("\ud800a\x00b", ("ab",)),
    ],
)
def test_fragments_are_the_lines_a_browser_would_show(html: str, told: tuple[str, ...]) -> None:
    assert fragments.lines(html) == told


def test_of_html_nested_too_deep_the_words_are_kept() -> None:
    assert fragments.lines("<div>a" * 300 + "<b>x</b>y") == (*["a"] * 300, "x", "y")


@given(st.text())
def test_no_fragment_is_refused(html: str) -> None:
    assert all(line == line.rstrip() for line in fragments.lines(html))


mutations = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*SAMPLES, "zip"]), mutations)
def test_a_damaged_export_is_read_or_unreadable(name: str, changes: list[tuple[int, int, bytes]]) -> None:
    data = bytearray(zipped({"a.xml": BYTES["acadre.xml"]}) if name == "zip" else BYTES[name])
    for place, length, by in changes:
        start = place % len(data) if data else 0
        data[start : start + length] = by
    assert told_or_refused(bytes(data))


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=30)
odd = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(("Udvalg", "Moede", "Dagsordenpunkter", "Id", "TillaegsDagsorden")), odd), odd, odd
)
def test_json_of_any_shape_is_read_or_unreadable(meeting: dict[str, object], items: object, html: object) -> None:
    whole_item = {"Navn": html, "Number": items, "Felter": [{"Html": html}], "Bilag": [{"Navn": html}], "IsOpen": items}
    data = {"Moede": {"Navn": html, "Moededeltagere": items}, "Dagsordenpunkter": [items, whole_item], **meeting}
    assert told_or_refused(json.dumps(data).encode())


def test_the_course_of_a_case_is_its_route_and_what_was_carried_out() -> None:
    graph = stated(BYTES["firstagenda.json"], "møde.json")
    with Archive() as store:
        store.put(graph, "møde.json")
        item = minutes(store, graph.document)["items"][0]
    assert item["route"] == ["Byrådet", "Økonomiudvalget", "Havne- og Byrumsudvalget"]
    assert [step["status"] for step in item["referrals"]] == ["done", "done"]
