"""A lease of a process that died on this machine is void at once; of others it runs out."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from crawlers import leases
from yanpan_ledger.engine import Ledger
from yanpan_ledger.holders import is_gone, new_holder

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OTHER = (
    "import sys; sys.path.insert(0, '.'); from yanpan_ledger.holders import new_holder; print(new_holder(), flush=True)"
)


def dead_holder() -> str:
    return subprocess.run([sys.executable, "-c", OTHER], capture_output=True, text=True, check=True).stdout.strip()


def test_a_living_process_is_not_gone() -> None:
    assert not is_gone(new_holder())
    with subprocess.Popen(
        [sys.executable, "-c", OTHER + "; sys.stdin.read()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        holder = other.stdout.readline().strip()
        assert not is_gone(holder)
        other.kill()
        other.wait()
        assert is_gone(holder)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="needs a way to see a zombie without burying it")
def test_a_process_that_ended_and_was_not_buried_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", OTHER], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        holder = other.stdout.readline().strip()
        os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        assert is_gone(holder)


def test_a_process_number_given_again_does_not_keep_a_lease() -> None:
    machine, process, _, tail = new_holder().split(":")
    assert is_gone(f"{machine}:{process}:1:{tail}")


def test_nothing_is_said_of_another_machine() -> None:
    assert not is_gone("0123456789ab:1:1:abcd")
    assert not is_gone("an older kind of name")


def test_a_dead_process_gives_its_host_free_and_its_delay_is_owed(ledger: Ledger) -> None:
    with ledger.begin() as connection:
        assert isinstance(leases.take(connection, "news.example:80", dead_holder(), NOON), leases.Lease)
        taken = leases.take(connection, "news.example:80", new_holder(), NOON, delay=timedelta(seconds=5))
        assert isinstance(taken, leases.Lease)
        assert taken.not_before == NOON + timedelta(seconds=5)
        assert isinstance(leases.take(connection, "news.example:80", new_holder(), NOON), leases.Unavailable)
