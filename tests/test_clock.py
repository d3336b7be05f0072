"""Nothing takes for ever: limits of time on one document, here and in other processes."""

import re
import signal
import time
from pathlib import Path
from threading import Thread

import pytest
from sagsgang.graph.clock import within
from sagsgang.graph.parallel import Done, Job, read_all
from sagsgang.graph.source import Unreadable


def endless() -> None:
    re.fullmatch("(a|a)+b", "a" * 60)


def test_what_takes_too_long_ends_and_says_so() -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable, match=r"reading it takes longer than 0\.1 seconds"), within(0.1, "reading it"):
        endless()
    assert time.monotonic() - started < 2


def test_nothing_is_left_of_a_limit_that_was_kept() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with within(0.05, "it"):
        pass
    time.sleep(0.1)
    assert (signal.getitimer(signal.ITIMER_REAL), signal.getsignal(signal.SIGALRM)) == ((0.0, 0.0), before)


def test_in_another_thread_there_is_no_limit() -> None:
    found: list[bool] = []

    def patient() -> None:
        with within(0.01, "it"):
            time.sleep(0.05)
        found.append(True)

    thread = Thread(target=patient)
    thread.start()
    thread.join()
    assert found == [True]


def test_a_process_that_reads_without_end_is_ended_and_costs_its_file_only(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"REFERAT\n\n{number}. februar 2025\n", "utf-8")
    jobs = [Job(tmp_path / f"{number}.txt", f"{number}.txt") for number in range(3)]
    late = list(read_all(jobs, 2, seconds=0.0))
    assert [str(each) for each in late] == ["reading it takes longer than 0 seconds"] * 3
    assert all(isinstance(each, Done) for each in read_all(jobs, 2))
