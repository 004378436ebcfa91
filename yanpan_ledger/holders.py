"""Who holds a lease: a process of a machine, told so that another process of that machine can see when it is gone."""

from __future__ import annotations

import os
import platform
import secrets
import uuid
from hashlib import blake2b
from pathlib import Path


def new_holder() -> str:
    """A holder's name: machine, process, when the process began, and four letters that tell its runs apart."""
    return f"{_machine()}:{os.getpid()}:{_began(os.getpid())}:{secrets.token_hex(4)}"


def is_gone(holder: str) -> bool:
    """Whether HOLDER was a process of this machine that has ended. Of another machine's nothing is known: not gone."""
    machine, _, rest = holder.partition(":")
    number, _, began = rest.partition(":")
    if machine != _machine() or not number.isdigit():
        return False
    return _began(int(number)) != began.partition(":")[0]


def _machine() -> str:
    """This machine and boot, not to be read back; a container has a host name of its own."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    told = boot.read_text() if boot.exists() else ""
    return blake2b(f"{platform.node()}{uuid.getnode()}{told}".encode(), digest_size=6).hexdigest()


def _began(process: int) -> str:
    """When PROCESS began, in the kernel's ticks; "" when there is no such process. Ids are given again, beginnings are not."""
    stat = Path(f"/proc/{process}/stat")
    try:
        # The name, in brackets, may hold spaces; the 22nd field counts from the first. A zombie asks nobody any more.
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else _alive(process)
    return "" if fields[0] == "Z" else fields[19]


def _alive(process: int) -> str:
    """Where there is no /proc: whether PROCESS can be signalled."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        pass  # it is there, and another user's
    return "alive"
