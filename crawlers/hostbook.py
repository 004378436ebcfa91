"""The hosts a run holds: leased from SQL, granted to the child, renewed, and given back with the delay they are owed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawlers import leases
from crawlers.addresses import is_allowed
from crawlers.messages import Granted, HostTold, Robots, ToChild
from crawlers.options import CrawlOptions
from crawlers.robots import rules_from
from yanpan_ledger.engine import Ledger
from yanpan_ledger.holders import new_holder


@dataclass(slots=True)
class HostBook:
    """`held` are leased to this run; `asked` are those that the child was granted and has not given back."""

    ledger: Ledger
    now: Callable[[], datetime]
    options: CrawlOptions
    holder: str = field(default_factory=new_holder)
    held: dict[str, leases.Lease] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    delays: dict[str, float] = field(default_factory=dict)

    def hold(self, hosts: set[str]) -> leases.Unavailable | None:
        """Lease all of HOSTS or none; why not, if not."""
        taken: list[str] = []
        for host in sorted(hosts - self.held.keys()):
            with self.ledger.begin() as connection:
                owed = self._owed_by_the_dead(host, leases.kept_robots(connection, host))
                answer = leases.take(connection, host, self.holder, self.now(), revive=self._revives(host), delay=owed)
            if isinstance(answer, leases.Unavailable):
                for other in taken:
                    self.release(other)
                return answer
            self.held[host] = answer
            taken.append(host)
        return None

    def owe(self, host: str, delay: float) -> None:
        """HOST is asked with this DELAY at least, and is owed it when it is given back."""
        self.delays[host] = max(delay, self.delays.get(host, 0.0))

    def grant(self, host: str) -> Granted:
        """What the child is told when it asks for HOST."""
        refusal = self.hold({host})
        if refusal is not None:
            return Granted(host=host, refused=refusal.reason)
        self.asked.add(host)
        lease = self.held[host]
        wait = max(0.0, (lease.not_before - self.now()).total_seconds()) if lease.not_before else 0.0
        robots = None
        if lease.robots_status is not None and lease.robots_fetched is not None:
            robots = Robots(status=lease.robots_status, body=lease.robots_body or b"", fetched=lease.robots_fetched)
        return Granted(host=host, seconds=leases.LEASE.total_seconds(), wait=wait, robots=robots)

    def told(self, message: HostTold, *, needed: bool) -> None:
        """Keep what the child learnt of a host; when it gave it back and no source of ours still NEEDED it, so do we.

        One that is needed is kept without a gap: another process would take it in between and fetch anew what we have in
        hand and did not yet deliver.
        """
        with self.ledger.begin() as connection:
            if message.robots is not None:
                told = message.robots
                leases.keep_robots(connection, message.host, told.status, told.body, told.fetched)
            if message.retry_after is not None:
                until = self.now() + timedelta(seconds=message.retry_after)
                leases.leave_until(connection, message.host, until, message.failed or "")
            elif message.failed:
                leases.host_failed(connection, message.host, message.failed, self.now())
            elif message.answered:
                leases.host_answered(connection, message.host)
        if not message.released:
            return
        self.delays[message.host] = message.delay
        self.asked.discard(message.host)
        if needed:
            self._rest(message.host)
        else:
            self.release(message.host)

    def _rest(self, host: str) -> None:
        """Keep HOST, which is owed its delay before it is asked again, with what is known of it now."""
        with self.ledger.begin() as connection:
            leases.rest(connection, host, self.holder, self.now() + self._owed(host))
            answer = leases.take(connection, host, self.holder, self.now(), revive=self._revives(host))
        if isinstance(answer, leases.Lease):
            self.held[host] = answer
        else:
            self.release(host)

    def _owed(self, host: str) -> timedelta:
        return timedelta(seconds=self.delays.get(host, 0.0))

    def _owed_by_the_dead(self, host: str, robots: tuple[int, bytes] | None) -> timedelta:
        """The delay of a host that a process which died may have asked this very moment: nobody noted when it did."""
        delay = max(self.options.delay_for(f"http://{host}/", None), self.delays.get(host, 0.0))
        told = rules_from(*robots, self.options.agent).delay if robots is not None else None
        return timedelta(seconds=max(delay, told or 0.0))

    def _revives(self, host: str) -> bool:
        """Whether a host thought dead is tried all the same: by force, or because it is the operator's own."""
        own = self.options.allow_private
        return self.options.force or any(is_allowed(f"{scheme}://{host}/", own) for scheme in ("http", "https"))

    def renew(self, say: Callable[[ToChild], None]) -> None:
        """Prolong what is held, and tell the child so; what was lost to another process it must not ask any more."""
        with self.ledger.begin() as connection:
            kept = leases.renew(connection, list(self.held), self.holder, self.now())
        for host in list(self.asked):
            if host in kept:
                say(Granted(host=host, seconds=leases.LEASE.total_seconds()))
            else:
                self.held.pop(host, None)
                say(Granted(host=host, refused=f"主机 {host} 的租约已过期，由另一个采集进程接手"))

    def release(self, host: str) -> None:
        """Give HOST back; the next process waits out the delay that our last request is owed."""
        if self.held.pop(host, None) is not None:
            with self.ledger.begin() as connection:
                leases.release(connection, host, self.holder, self.now() + self._owed(host))

    def release_all(self, longest_delay: float) -> None:
        """Give everything back. A host the child still had may have been asked this very moment, so LONGEST_DELAY is owed."""
        for host in list(self.held):
            self.delays.setdefault(host, longest_delay)
            self.release(host)
