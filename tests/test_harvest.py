"""The harvest: what is asked of a host, how politely, what is kept of its answers, and what a build makes of them."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import httpx2
import pytest
from firstagenda import LIST, Fake, Reply, address_of, closed, guid, item, only_pdf, pdf_of, publishing
from sagsgang.api.cli import app
from sagsgang.graph.build import build
from sagsgang.graph.harvest import Clock, HarvestReport, Manners, NoAnswer, Occupied, Wanted, WrongUse, harvest
from sagsgang.graph.harvest.address import led, origin
from sagsgang.graph.store import Archive
from sagsgang.ontology import SAG
from typer.testing import CliRunner

BUDGET = item(101, "Budget for broen", "Anbefales godkendt.")
PDF = b"%PDF-1.4\n% notat\n"
ALL = Wanted()


class Time:
    """A clock that only goes when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1_700_000_000.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def manners(self, **more: float) -> Manners:
        clock = Clock(self.now, self.now, self.sleep)
        return Manners(**{"silence": 5.0, "connecting": 5.0, **more}, clock=clock)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def time_() -> Time:
    return Time()


@pytest.fixture
def host(time_: Time) -> Iterator[Fake]:
    """Two meetings of this period, one of the last."""
    fake = Fake(time_.now)
    fake.publish(1, "Havne-  og Byrumsudvalget", "2025-03-05", [BUDGET, closed(102, "Køb af grund")])
    fake.publish(2, "Udvalget for plan, udvikling og kultur", "2024-11-20", [item(201, "Ny lokalplan", "Godkendt.")])
    fake.publish(3, "Byrådet", "2019-06-18", [item(301, "Klimaplan", "Godkendt.")])
    fake.bodies["Udvalg 2018-2021 (historisk)"].append(
        {"Id": guid(9999), "Navn": "Teknikudvalget", "Historisk": True, "Moeder": None}
    )
    with publishing(fake):
        yield fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "havnstrup"


def fetch(host: Fake, folder: Path, time_: Time, wanted: Wanted = ALL, **manners: float) -> HarvestReport:
    return harvest(host.address, folder, wanted, manners=time_.manners(**manners))


def files(folder: Path) -> dict[str, bytes]:
    """What of a folder a user sees."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def counts(report: HarvestReport) -> tuple[int, int, int]:
    return report.fetched, report.unchanged, len(report.failed)


MEETING = f"meetings/2025-03-05-havne-og-byrumsudvalget-{guid(1)}.json"


def test_answers_are_kept_as_they_came_under_stable_names(host: Fake, folder: Path, time_: Time) -> None:
    assert counts(fetch(host, folder, time_)) == (3, 0, 0)
    assert list(files(folder)) == [
        f"meetings/2019-06-18-byraadet-{guid(3)}.json",
        f"meetings/2024-11-20-udvalget-for-plan-udvikling-og-kultur-{guid(2)}.json",
        MEETING,
        "udvalgsliste.json",
    ]
    assert files(folder)[MEETING] == json.dumps(host.meetings[address_of(1)], ensure_ascii=False).encode()
    assert json.loads(files(folder)["udvalgsliste.json"])["Udvalg"] == host.bodies


def test_a_second_harvest_asks_whether_something_changed_and_changes_nothing(
    host: Fake, folder: Path, time_: Time
) -> None:
    fetch(host, folder, time_)
    before, host.log = files(folder), []
    assert counts(fetch(host, folder, time_)) == (0, 3, 0)
    assert files(folder) == before
    asked = [each for each in host.log if each.path.startswith("/api/")]
    assert [("if-none-match" in each.headers) for each in asked] == [True] * 4


def test_a_host_without_etags_is_asked_again_and_the_same_content_is_no_change(
    host: Fake, folder: Path, time_: Time
) -> None:
    host.marks = False
    fetch(host, folder, time_)
    before = files(folder)
    for path, told in host.meetings.items():
        host.meetings[path] = dict(reversed(told.items()))
    assert counts(fetch(host, folder, time_)) == (0, 3, 0)
    assert {name: data for name, data in files(folder).items() if "meetings" in name} == {
        name: data for name, data in before.items() if "meetings" in name
    }


def test_a_file_that_was_changed_or_lost_is_fetched_whole_again(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    before = files(folder)
    (folder / MEETING).unlink()
    (folder / "udvalgsliste.json").write_text("{")
    assert counts(fetch(host, folder, time_)) == (1, 2, 0)
    assert files(folder) == before


def test_a_last_modified_is_sent_back_as_it_came(host: Fake, folder: Path, time_: Time) -> None:
    day = "Wed, 05 Mar 2025 19:12:44 GMT"
    body = json.dumps(host.meetings[address_of(1)]).encode()
    host.odd[address_of(1)] = [Reply(body, headers={"Last-Modified": day}), Reply(b"", 304)]
    fetch(host, folder, time_)
    fetch(host, folder, time_)
    assert host.asked_of(address_of(1))[-1].headers["if-modified-since"] == day
    assert (folder / MEETING).read_bytes() == body


def test_an_agenda_stays_beside_the_minutes_that_follow_it(host: Fake, folder: Path, time_: Time) -> None:
    host.publish(1, "Havne-  og Byrumsudvalget", "2025-03-05", [item(101, "Budget for broen", "")], minutes=False)
    fetch(host, folder, time_)
    agenda = files(folder)[MEETING]
    host.publish(1, "Havne-  og Byrumsudvalget", "2025-03-05", [BUDGET])
    report = fetch(host, folder, time_)
    assert (report.fetched, report.earlier) == (1, 1)
    beside = [name for name in files(folder) if guid(1) in name and name != MEETING]
    assert [files(folder)[name] for name in beside] == [agenda]
    assert b"Anbefales" in files(folder)[MEETING]
    assert fetch(host, folder, time_).earlier == 0


def test_minutes_that_were_corrected_replace_the_wrong_ones(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    host.publish(1, "Havne-  og Byrumsudvalget", "2025-03-05", [item(101, "Budget for broen", "Godkendt.")])
    host.meetings[address_of(1)]["Moede"]["Navn"] = "Referat (rettet)"  # type: ignore[index]
    report = fetch(host, folder, time_)
    assert (report.fetched, report.earlier) == (1, 0)
    assert [name for name in files(folder) if guid(1) in name] == [MEETING]
    assert b"Anbefales" not in files(folder)[MEETING]


def test_a_meeting_that_is_moved_keeps_its_file(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    host.publish(1, "Havne-  og Byrumsudvalget", "2025-03-12", [BUDGET])
    fetch(host, folder, time_)
    assert [name for name in files(folder) if guid(1) in name] == [MEETING]
    assert b"2025-03-12" in files(folder)[MEETING]


def test_a_meeting_that_is_gone_from_the_host_is_kept_and_told(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    host.forget(1)
    report = fetch(host, folder, time_)
    assert report.gone == (str(folder / MEETING),)
    assert (MEETING in files(folder), report.failed) == (True, ())


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(since=date(2024, 1, 1)), {1, 2}),
        (Wanted(until=date(2024, 11, 20)), {2, 3}),
        (Wanted(since=date(2024, 11, 20), until=date(2024, 11, 20)), {2}),
        (Wanted(bodies=("byrådet",)), {3}),
        (Wanted(bodies=("Havne- og  Byrumsudvalget,Byrådet",)), {1, 3}),
        (Wanted(bodies=("Byrådet, Udvalget for plan, udvikling og kultur",)), {2, 3}),
        (Wanted(bodies=(guid(9100).upper(),)), {1}),
        (Wanted(bodies=("Teknikudvalget",)), set()),
    ],
)
def test_only_what_is_wanted_is_asked_for(
    host: Fake, folder: Path, time_: Time, wanted: Wanted, numbers: set[int]
) -> None:
    assert fetch(host, folder, time_, wanted).meetings == len(numbers)
    assert {number for number in (1, 2, 3) if host.asked_of(address_of(number))} == numbers


def test_a_body_that_is_not_listed_is_told_with_near_ones(host: Fake, folder: Path, time_: Time) -> None:
    with pytest.raises(WrongUse, match=r"no body called 'Byradet'; it lists Byrådet"):
        fetch(host, folder, time_, Wanted(bodies=("Byradet",)))


def test_a_meeting_in_two_lists_is_asked_for_once(host: Fake, folder: Path, time_: Time) -> None:
    host.bodies["Alle udvalg"] = [{**body, "Id": guid(8000)} for body in host.bodies["Udvalg 2022-2025"]]
    assert fetch(host, folder, time_).meetings == 3
    assert len(host.asked_of(address_of(1))) == 1


def test_names_of_files_come_from_nothing_but_guids_days_and_letters(host: Fake, folder: Path, time_: Time) -> None:
    host.publish(4, "../../Æ/\0\n" + "lang " * 40, "2025-04-01", [BUDGET])
    evil = [{"Id": each, "Dato": "2025-01-01T00:00:00"} for each in ("../../../evil", guid(5) + "\n", "", None, 7)]
    host.bodies["Udvalg 2022-2025"][0]["Moeder"] += [*evil, {"Id": guid(0).replace("c0de", "0" * 4)}]  # type: ignore[operator]
    report = fetch(host, folder, time_)
    assert report.fetched == 4
    assert "without a usable Id, which are passed over: 5" in report.failed[0].text
    names = [name for name in files(folder) if guid(4) in name]
    assert [name.count("/") for name in names] == [1]
    assert all(name.isascii() and len(name) < 130 for name in files(folder))
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_meeting_without_a_day_is_wanted_on_any(host: Fake, folder: Path, time_: Time) -> None:
    listed = host.bodies["Udvalg 2022-2025"][0]["Moeder"]
    listed[0].update(MeetingBeginUtc="0001-01-01T00:00:00", Dato=None)  # type: ignore[index]
    fetch(host, folder, time_, Wanted(since=date(2025, 6, 1)))
    assert [name for name in files(folder) if "meetings" in name] == [
        f"meetings/undated-havne-og-byrumsudvalget-{guid(1)}.json"
    ]


def test_a_host_is_asked_once_a_second_by_one_that_says_who_it_is(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    times = [asked.at for asked in host.log]
    assert [later - earlier for earlier, later in pairwise(times)] == [1.0] * 5
    assert {asked.headers["user-agent"].split("/")[0] for asked in host.log} == {"sagsgang"}
    assert host.paths()[:3] == ["/robots.txt", "/", LIST]


def test_a_cookie_that_the_host_wants_first_is_fetched_and_sent(host: Fake, folder: Path, time_: Time) -> None:
    host.cookie = True
    assert counts(fetch(host, folder, time_)) == (3, 0, 0)
    assert "reader" in host.asked_of(address_of(1))[-1].headers["cookie"]


def test_a_host_that_forgot_us_is_greeted_again(host: Fake, folder: Path, time_: Time) -> None:
    host.odd[address_of(1)] = [Reply(b"", 403)]
    assert counts(fetch(host, folder, time_)) == (3, 0, 0)
    host.odd[address_of(1)] = [Reply(b"", 403)] * 3
    failed = fetch(host, folder, time_).failed
    assert [(each.file, each.text) for each in failed] == [(host.address + address_of(1), "HTTP 403")]


def test_robots_txt_is_obeyed(host: Fake, folder: Path, time_: Time) -> None:
    host.robots = "User-agent: *\nDisallow: /api/\n"
    with pytest.raises(NoAnswer, match=r"/api/agenda/udvalgsliste: the host asks in its robots.txt"):
        fetch(host, folder, time_)
    assert host.paths() == ["/robots.txt"]
    host.robots, host.log = "User-agent: sagsgang\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n", []
    fetch(host, folder, time_)
    assert host.log[-1].at - host.log[-2].at == 7
    host.robots = "User-agent: *\nDisallow: /vis/pdf/\n"
    assert fetch(host, folder, time_).failed == ()
    with pytest.raises(NoAnswer, match=r"robots.txt"):
        fetch(host, folder, time_, Wanted(attachments=True))


def test_a_host_that_fails_is_asked_again_after_pauses_that_double(host: Fake, folder: Path, time_: Time) -> None:
    host.odd[address_of(1)] = [Reply(b"", 500), Reply(b"", 500)]
    assert counts(fetch(host, folder, time_)) == (3, 0, 0)
    times = [asked.at for asked in host.asked_of(address_of(1))]
    assert [later - earlier for earlier, later in pairwise(times)] == [2.0, 4.0]


@pytest.mark.parametrize(
    ("asked", "waited"), [("17", 17.0), ("Tue, 14 Nov 2023 22:14:00 GMT", 34.0), ("soon", 2.0), ("0", 2.0)]
)
def test_a_host_that_asks_for_a_pause_gets_it(host: Fake, folder: Path, time_: Time, asked: str, waited: float) -> None:
    host.odd["/robots.txt"] = [Reply(b"", 429, {"Retry-After": asked})]
    time_.seconds = 1_700_000_006.0
    assert counts(fetch(host, folder, time_)) == (3, 0, 0)
    first, second = (each.at for each in host.asked_of("/robots.txt"))
    assert second - first == waited


def test_a_host_that_wants_to_be_left_alone_is_and_what_it_gave_is_not_asked_for_again(
    host: Fake, folder: Path, time_: Time
) -> None:
    host.odd[address_of(2)] = [Reply(b"", 429, {"Retry-After": "3600"})]
    report = fetch(host, folder, time_)
    assert (report.fetched, report.left, len(host.asked_of(address_of(2)))) == (1, 1, 1)
    assert [each.text for each in report.failed] == ["HTTP 429, and asks to be left alone for 3,600 seconds"]
    time_.sleep(3600)
    report = fetch(host, folder, time_)
    assert (report.fetched, report.resumed, report.failed) == (2, 1, ())
    assert len(host.asked_of(address_of(1))) == 1


def test_what_was_fetched_days_ago_is_asked_for_again_though_that_harvest_never_ended(
    host: Fake, folder: Path, time_: Time
) -> None:
    host.odd[address_of(2)] = [Reply(b"", 503, {"Retry-After": "9999"})]
    fetch(host, folder, time_)
    time_.sleep(100_000)
    assert fetch(host, folder, time_).resumed == 0


def test_a_host_that_goes_on_failing_is_given_up(host: Fake, folder: Path, time_: Time) -> None:
    for number in range(4, 10):
        host.publish(number, "Byrådet", f"2025-05-0{number}", [BUDGET])
    host.odd = {address_of(number): [Reply(b"", 500)] * 9 for number in range(4, 10)}
    report = fetch(host, folder, time_)
    assert (len(report.failed), report.left) == (3, 6)
    assert report.failed[0].text == "HTTP 500 after 5 tries"


def test_a_host_that_is_silent_is_not_waited_for(host: Fake, folder: Path, time_: Time) -> None:
    released = threading.Event()

    def hang() -> Reply:
        released.wait(20)
        return Reply(b"{}")

    host.odd[address_of(1)] = [hang, hang]
    report = fetch(host, folder, time_, silence=0.2, tries=2)
    released.set()
    assert [each.text for each in report.failed] == ["no answer within 0.2 seconds after 2 tries"]
    assert report.fetched == 2


def test_an_answer_that_never_ends_is_left(host: Fake, folder: Path, time_: Time) -> None:
    def drip() -> None:
        time.sleep(0.01)
        time_.sleep(50)

    host.odd[address_of(1)] = [Reply(b"{" * 100, before_each=drip)] * 2
    report = fetch(host, folder, time_, tries=2)
    assert [each.text for each in report.failed] == ["no whole answer within 600 seconds after 2 tries"]
    assert report.fetched == 2


def test_half_an_answer_is_asked_for_again(host: Fake, folder: Path, time_: Time) -> None:
    half = Reply(b'{"Id"', headers={"Content-Length": "5000", "Connection": "close"})
    host.odd[address_of(1)] = [half]
    host.odd[address_of(2)] = [Reply(b"no gzip", headers={"Content-Encoding": "gzip"})]
    assert counts(fetch(host, folder, time_, silence=0.5)) == (3, 0, 0)
    assert len(host.asked_of(address_of(1))) == 2


@pytest.mark.parametrize(
    "elsewhere",
    ["http://127.0.0.2:1/", "//127.0.0.2/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://u:p@127.0.0.1/"],
)
def test_a_redirect_off_the_host_is_not_followed(host: Fake, folder: Path, time_: Time, elsewhere: str) -> None:
    host.odd[address_of(1)] = [Reply(b"", 302, {"Location": elsewhere})]
    host.odd["/"] = [Reply(b"", 302, {"Location": elsewhere})]
    report = fetch(host, folder, time_)
    assert report.fetched == 2
    assert "redirects to an" in report.failed[0].text
    assert f"{host.address}{address_of(1)}" == report.failed[0].file


def test_a_host_may_lead_from_http_to_https_and_never_back() -> None:
    plain, secure = origin("http://dagsordener.havnstrup.dk"), origin("dagsordener.havnstrup.dk")
    here = httpx2.URL(f"{plain}{LIST}")
    assert led(plain, here, f"{secure}{LIST}") == (secure, httpx2.URL(f"{secure}{LIST}"))
    with pytest.raises(NoAnswer, match="another host"):
        led(secure, httpx2.URL(f"{secure}{LIST}"), str(plain))


def test_another_port_is_another_host_and_a_circle_has_an_end(host: Fake, folder: Path, time_: Time) -> None:
    other = Fake(time_.now)
    with publishing(other):
        host.odd[address_of(1)] = [Reply(b"", 302, {"Location": f"{other.address}{address_of(1)}"})]
        host.odd[address_of(2)] = [Reply(b"", 302, {"Location": address_of(2)})] * 9
        reasons = [each.text for each in fetch(host, folder, time_).failed]
    assert "redirects to another host" in reasons[0]
    assert reasons[1] == "redirects in a circle"
    assert other.log == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"Id": ', "broken JSON: Expecting value: line 1 column 8 (char 7)"),
        (b"[" * 100_000, "JSON nested too deep"),
        (b"<html>Login</html>", "broken JSON: Expecting value: line 1 column 1 (char 0)"),
        (b'{"Dagsordenpunkter": []}', "JSON that is no meeting"),
        (json.dumps({"Id": guid(2), "Moede": {"Navn": "x"}, "Dagsordenpunkter": []}).encode(), "another meeting"),
        (b"\xff\xfe\xfa", "broken JSON"),
    ],
)
def test_what_is_no_meeting_is_not_kept(host: Fake, folder: Path, time_: Time, body: bytes, reason: str) -> None:
    host.odd[address_of(1)] = [Reply(body)]
    report = fetch(host, folder, time_)
    assert (report.fetched, len(report.failed)) == (2, 1)
    assert reason in report.failed[0].text
    assert report.failed[0].file == host.address + address_of(1)
    assert MEETING not in files(folder)


def test_an_answer_that_is_too_large_is_left_whether_it_says_so_or_not(host: Fake, folder: Path, time_: Time) -> None:
    host.odd[address_of(1)] = [Reply(b"", headers={"Content-Length": "30000000"})]
    bomb = gzip.compress(b" " * 300_000_000, 1)
    host.odd[address_of(2)] = [Reply(bomb, headers={"Content-Encoding": "gzip"})]
    reasons = [each.text for each in fetch(host, folder, time_).failed]
    assert reasons == [
        "30,000,000 bytes are more than the 20,000,000 that are taken",
        "more than the 20,000,000 bytes that are taken",
    ]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"<html>", 200), "not what a host of FirstAgenda Publication answers: broken JSON"),
        (Reply(b"[]", 200), "not what a host of FirstAgenda Publication answers: JSON that is no list of bodies"),
        (Reply(b"", 404), "HTTP 404: no host of FirstAgenda Publication"),
        (Reply(b"", 204), "HTTP 204"),
        (Reply(b"", 304), "HTTP 304"),
    ],
)
def test_another_kind_of_host_is_told_in_one_line(
    host: Fake, folder: Path, time_: Time, reply: Reply, reason: str
) -> None:
    host.odd[LIST] = [reply]
    with pytest.raises(NoAnswer) as error:
        fetch(host, folder, time_)
    assert str(error.value).startswith(f"{host.address}{LIST}: {reason}")
    assert files(folder) == {}


def test_a_list_that_turns_bad_leaves_the_one_that_was_kept(host: Fake, folder: Path, time_: Time) -> None:
    fetch(host, folder, time_)
    before = files(folder)
    host.odd[LIST] = [Reply(b"<html>")]
    with pytest.raises(NoAnswer):
        fetch(host, folder, time_)
    assert files(folder) == before


def test_a_host_that_nobody_knows_is_told_at_once(folder: Path, time_: Time) -> None:
    with pytest.raises(NoAnswer, match=r"^http://127\.0\.0\.1:9/robots\.txt: cannot be reached: "):
        harvest("http://127.0.0.1:9", folder, manners=time_.manners())


def test_a_folder_is_not_taken_by_an_address_that_was_mistyped(host: Fake, folder: Path, time_: Time) -> None:
    with pytest.raises(NoAnswer):
        harvest("http://127.0.0.1:9", folder, manners=time_.manners())
    assert fetch(host, folder, time_).fetched == 3


@pytest.mark.parametrize(
    "given",
    [
        *("ftp://x.dk", "file:///etc", "https://", "https://u:p@x.dk/", "http://x\x01.dk", "", "a b", "http://[::1"),
        *("http://..dk", f"http://{'a' * 64}.dk", "http://x.dk:0", "http://x.dk:99999", "http://x.dk:y"),
    ],
)
def test_an_address_that_is_none_is_wrong_use(folder: Path, time_: Time, given: str) -> None:
    with pytest.raises(WrongUse):
        harvest(given, folder, manners=time_.manners())
    assert not folder.exists()


def test_an_address_may_carry_a_path(host: Fake, folder: Path, time_: Time) -> None:
    assert harvest(f"{host.address}/vis?id=1#top", folder, manners=time_.manners()).fetched == 3
    assert harvest(f"{host.address}/", folder, manners=time_.manners()).unchanged == 3


def test_a_folder_belongs_to_one_host_and_one_harvest(host: Fake, folder: Path, time_: Time, tmp_path: Path) -> None:
    fetch(host, folder, time_)
    with publishing(Fake(time_.now)) as other, pytest.raises(WrongUse, match="holds what was harvested from 127"):
        fetch(other, folder, time_)

    def meanwhile() -> Reply:
        with pytest.raises(Occupied, match="another harvest"):
            harvest(host.address, folder, manners=time_.manners())
        return Reply(b"", 404)

    host.odd[address_of(1)] = [meanwhile]
    assert [each.text for each in fetch(host, folder, time_).failed] == ["HTTP 404"]
    with Archive(tmp_path / "store"), pytest.raises(WrongUse, match="is a store"):
        fetch(host, tmp_path / "store", time_)


@pytest.fixture
def with_pdfs(host: Fake) -> Fake:
    bilag = [
        {"Id": guid(501), "Navn": "Notat", "HarPdfVersion": "true", "Order": 0},
        {"Id": guid(502), "Navn": "Regneark", "HarPdfVersion": "false", "Order": 0},
        {"Id": "../../evil", "Navn": "Ondt", "HarPdfVersion": True},
    ]
    host.publish(
        1,
        "Havne-  og Byrumsudvalget",
        "2025-03-05",
        [item(101, "Budget", "Godkendt.", Bilag=bilag), only_pdf(102, "Takster", 503), closed(103, "Køb")],
    )
    host.pdfs = {pdf_of(501): PDF, pdf_of(503): PDF + b"3"}
    return host


def test_attachments_are_fetched_when_asked_for_and_once(with_pdfs: Fake, folder: Path, time_: Time) -> None:
    assert fetch(with_pdfs, folder, time_).pdfs == 0
    report = fetch(with_pdfs, folder, time_, Wanted(attachments=True))
    assert (report.pdfs, report.unread, report.failed) == (2, 1, ())
    place = f"attachments/{Path(MEETING).stem}"
    assert {name: data for name, data in files(folder).items() if name.startswith("attachments")} == {
        f"{place}/{guid(501)}.pdf": PDF,
        f"{place}/{guid(503)}.pdf": PDF + b"3",
    }
    assert fetch(with_pdfs, folder, time_, Wanted(attachments=True)).pdfs == 0
    assert len(with_pdfs.asked_of(pdf_of(501))) == 1


def test_an_attachment_that_is_no_pdf_or_is_elsewhere_is_told_and_not_kept(
    with_pdfs: Fake, folder: Path, time_: Time
) -> None:
    with_pdfs.odd[pdf_of(501)] = [Reply(b"<html>")]
    with_pdfs.odd[pdf_of(503)] = [Reply(b"", 302, {"Location": "https://127.0.0.2/store?token=1"})]
    report = fetch(with_pdfs, folder, time_, Wanted(attachments=True))
    assert [(each.file, each.text[:27]) for each in report.failed] == [
        (with_pdfs.address + pdf_of(503), "redirects to another host, "),
        (with_pdfs.address + pdf_of(501), "the answer is no PDF"),
    ]
    assert not [path for path in folder.rglob("*") if path.suffix in (".pdf", ".part")]


def test_a_build_reads_the_meetings_and_nothing_else(with_pdfs: Fake, folder: Path, time_: Time) -> None:
    with_pdfs.publish(7, "Økonomiudvalget", "2025-03-11", [item(701, "Budget", "")], minutes=False)
    fetch(with_pdfs, folder, time_, Wanted(attachments=True))
    with_pdfs.publish(7, "Økonomiudvalget", "2025-03-11", [item(701, "Budget", "Godkendt.")])
    fetch(with_pdfs, folder, time_, Wanted(attachments=True))
    with Archive() as archive:
        report = build([folder], archive, workers=1)
        meetings = list(archive.query(f"SELECT DISTINCT ?m {{ ?m a <{SAG.Meeting}> }}"))  # type: ignore[arg-type]
    assert (report.documents, report.unreadable, report.notes, report.skipped) == (5, (), (), ())
    assert report.items >= 6
    assert len(meetings) == 4


def sagsgang(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sagsgang.api", "harvest", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "NO_COLOR": "1"}
    )


@pytest.fixture
def real(host: Fake) -> Fake:
    """A host with more meetings, in the time of all."""
    host.now = time.monotonic
    for number in range(10, 30):
        host.publish(number, "Byrådet", f"2024-02-{number}", [item(number, "Sag", "Godkendt.")])
    return host


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_harvest_that_is_stopped_goes_on_where_it_was(real: Fake, folder: Path, stop: signal.Signals) -> None:
    with sagsgang(real.address, "--into", folder, "--delay", "0.1") as killed:
        while len(real.log) < 9:
            time.sleep(0.01)
        killed.send_signal(stop)
        said = killed.communicate(timeout=20)[1].decode()
    if stop is signal.SIGINT:
        assert (killed.returncode, "interrupted; the same command goes on" in said) == (130, True)
    kept = [data for name, data in files(folder).items() if name.startswith("meetings")]
    assert 3 <= len(kept) < 20
    assert all(json.loads(data) for data in kept)
    (folder / "meetings" / f".half-{guid(99)}.json.part").write_text("{")
    with (folder / ".sagsgang-harvest.jsonl").open("a") as memory:
        memory.write('{"key": "hal')
    with sagsgang(real.address, "--into", folder, "--delay", "0.1") as again:
        told = again.communicate(timeout=60)[0].decode()
    assert again.returncode == 0
    assert len([name for name in files(folder) if name.startswith("meetings")]) == 23
    asked = [path for path in real.paths() if "dagsorden/" in path]
    assert len(asked) <= 24
    assert int(told.split("resumed")[1].split()[0]) >= len(kept) - 1
    assert not list(folder.rglob("*.part"))


def command(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["harvest", *map(str, arguments), "--delay", "0.1"], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def test_the_command_tells_its_counts_and_what_failed(host: Fake, folder: Path) -> None:
    host.now = time.monotonic
    host.odd[address_of(2)] = [Reply(b"{")]
    code, told, said = command(host.address, "--into", folder, "--since", "2024-01-01")
    assert code == 1
    assert [line.split() for line in told.splitlines()][:5] == [
        ["meetings", "2"],
        ["fetched", "1"],
        ["unchanged", "0"],
        ["resumed", "0"],
        ["failed", "1"],
    ]
    assert said.startswith(f"sagsgang: {host.address}{address_of(2)}: broken JSON: ")
    host.forget(1)
    code, told, said = command(host.address, "--into", folder)
    assert (code, said.strip().endswith("does not list this meeting any more; its file stays")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--since", "yesterday"], 2),
        (["--since", "2024-02-01", "--until", "2024-01-01"], 2),
        (["--bodies", "Byradet"], 2),
        (["--delay", "0"], 2),
    ],
)
def test_wrong_use_ends_with_2(host: Fake, folder: Path, arguments: list[str], code: int) -> None:
    host.now = time.monotonic
    done = CliRunner().invoke(app, ["harvest", host.address, "--into", str(folder), *arguments])
    assert (done.exit_code, bool(done.stderr)) == (code, True)


def test_a_host_that_cannot_be_read_ends_with_3_and_one_line(folder: Path, tmp_path: Path) -> None:
    code, told, said = command("http://127.0.0.1:9/", "--into", folder)
    assert (code, told, said.count("\n")) == (3, "", 1)
    assert said.startswith("sagsgang: http://127.0.0.1:9/robots.txt: cannot be reached: ")
    (tmp_path / "file").write_text("")
    assert command("http://127.0.0.1:9/", "--into", tmp_path / "file")[0] == 4
    assert command("ftp://x.dk", "--into", folder)[0] == 2
