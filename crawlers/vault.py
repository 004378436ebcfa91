"""Raw pages kept on request only: WARC records, each sealed with AES-256-GCM, in files that expire.

A sealed file is a header line (JSON: format, expiry) and frames: length, nonce, ciphertext of one gzipped WARC record. The header and
the frame's number are authenticated, so that a changed expiry, a missing or a swapped record shows.
"""

from __future__ import annotations

import json
import os
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from yanpan_domain.errors import CallerError, OperatorError

SUFFIX = ".warc.gz.sealed"
FORMAT = "yanpan-vault-1"
NONCE = 12
_LENGTH = struct.Struct(">I")


class VaultError(OperatorError):
    code = "vault"


def make_key(file: Path) -> None:
    """A new random key in FILE, readable by its owner alone. Raises CallerError when FILE exists."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise CallerError(f"{file} 已存在，不会覆盖：丢了旧钥匙就再也打不开旧档案。请另取文件名。") from error
    except OSError as error:
        raise CallerError(f"写不了 {file}：{error.strerror}。请检查路径与权限。") from error
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(urlsafe_b64encode(AESGCM.generate_key(256)) + b"\n")


def read_key(file: Path) -> bytes:
    """The key in FILE. Raises VaultError when it is none."""
    try:
        key = urlsafe_b64decode(file.read_bytes().strip())
    except (OSError, ValueError) as error:
        raise VaultError(f"读不了钥匙文件 {file}。请检查路径，或用 yanpan sources vault-key {file} 新建。") from error
    if len(key) != 32:
        raise VaultError(f"{file} 不是钥匙文件。请用 yanpan sources vault-key 新建。")
    return key


@dataclass(slots=True)
class VaultWriter:
    """Appends sealed records to one file, made when the first page comes."""

    folder: Path
    key: bytes
    expires: datetime
    name: str
    _opened: BinaryIO | None = None
    _header: bytes = b""
    _count: int = 0

    def add(self, url: str, status: int, headers: Mapping[str, str], body: bytes, fetched: datetime) -> None:
        """Seal the answer that URL gave."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        opened = self._open()
        nonce = os.urandom(NONCE)
        aad = self._header + str(self._count).encode()
        sealed = nonce + AESGCM(self.key).encrypt(nonce, warc_record(url, status, headers, body, fetched), aad)
        opened.write(_LENGTH.pack(len(sealed)) + sealed)
        opened.flush()
        self._count += 1

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _open(self) -> BinaryIO:
        if self._opened is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            told = {"format": FORMAT, "expires": self.expires.astimezone(UTC).isoformat()}
            self._header = json.dumps(told, sort_keys=True).encode() + b"\n"
            self._opened = (self.folder / f"{self.name}{SUFFIX}").open("xb")
            self._opened.write(self._header)
        return self._opened


def warc_record(url: str, status: int, headers: Mapping[str, str], body: bytes, fetched: datetime) -> bytes:
    """One gzipped WARC response record; the body as we have it, so length and encodings are told anew."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    kept = [
        (name, value)
        for name, value in headers.items()
        if name.lower() not in {"content-encoding", "transfer-encoding", "content-length", "set-cookie"}
    ]
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    told = StatusAndHeaders(f"{status} OK", [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    moment = fetched.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    record = writer.create_warc_record(
        url, "response", payload=BytesIO(body), http_headers=told, warc_headers_dict={"WARC-Date": moment}
    )
    writer.write_record(record)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Vault:
    """A sealed file's expiry and records."""

    file: Path
    expires: datetime
    header: bytes = field(repr=False)

    def records(self, key: bytes, now: datetime) -> Iterator[bytes]:
        """Each record, as gzipped WARC: joined they are a .warc.gz file. Raises VaultError on a wrong key, damage, or after expiry."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if now >= self.expires:
            raise VaultError(
                f"{self.file} 已于 {self.expires:%Y-%m-%d} 到期，不再打开。请删除：yanpan sources vault-expire"
            )
        cipher = AESGCM(key)
        with self.file.open("rb") as opened:
            opened.seek(len(self.header))
            number = 0
            while head := opened.read(_LENGTH.size):
                sealed = opened.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
                try:
                    yield cipher.decrypt(sealed[:NONCE], sealed[NONCE:], self.header + str(number).encode())
                except (InvalidTag, ValueError) as error:
                    raise VaultError(
                        f"{self.file} 第 {number + 1} 条打不开：钥匙不对，或文件已损坏、被改动。"
                    ) from error
                number += 1


def open_vault(file: Path) -> Vault:
    """The sealed FILE. Raises VaultError when it is none."""
    try:
        with file.open("rb") as opened:
            header = opened.readline(1000)
        told = json.loads(header)
        if told["format"] != FORMAT:
            raise VaultError(f"{file} 的格式 {told['format']} 不认识，请升级 yanpan。")
        return Vault(file, datetime.fromisoformat(told["expires"]), header)
    except OSError as error:
        raise VaultError(f"读不了 {file}：{error.strerror}。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise VaultError(f"{file} 不是加密的网页档案。") from error


def forget_expired(folder: Path, now: datetime) -> int:
    """Delete the sealed files in FOLDER whose time is over; how many."""
    gone = [file for file in sorted(folder.glob(f"*{SUFFIX}")) if open_vault(file).expires <= now]
    for file in gone:
        file.unlink()
    return len(gone)
