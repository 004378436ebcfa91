"""Every setting, read once from `yanpan.yaml` and the environment into one frozen object.

No other module looks at the environment. An unknown key is an error that suggests the nearest one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from yanpan_domain.errors import OperatorError
from yanpan_domain.wanted import wanted

PREFIX = "YANPAN_"
DEFAULT_FILE = "yanpan.yaml"
# Environment names that are ours but no settings: servers and data for tests and benchmarks.
RESERVED = ("YANPAN_TEST_", "YANPAN_SHARED", "YANPAN_CONFIG")


class SettingsError(OperatorError):
    code = "settings"
    exit_status = 2


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CrawlSettings(_Section):
    """How sources are asked."""

    user_agent: str = Field("", description="整个 User-Agent；留空则由 contact 组成")
    contact: str = Field("https://example.org/yanpan", description="写进 User-Agent 的联系网址或邮箱")
    delay_seconds: float = Field(
        5.0,
        ge=0,
        allow_inf_nan=False,
        description="同一主机两次请求之间的最短间隔（秒）；低于 1 秒仅限 allow_private 所列主机",
    )
    timeout_seconds: float = Field(30.0, gt=0, allow_inf_nan=False, description="一次请求的时限（秒）")
    max_bytes: int = Field(10_000_000, gt=0, description="单个页面的字节上限")
    max_articles: int = Field(5_000, gt=0, description="每个来源一次运行最多收取的文章数")
    allow_private: tuple[str, ...] = Field((), description="允许访问的内网或本机地址，写作 host:port")

    @field_validator("allow_private")
    @classmethod
    def _host_and_port(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pair in value:
            host, _, port = pair.rpartition(":")
            if not host or not port.isdigit():
                raise ValueError(f"“{pair}”应写作 host:port，例如 10.0.0.8:8080")
        return value


class JudgmentSettings(_Section):
    """Which engines judge."""

    words: Literal["rjieba", "jieba"] = Field("rjieba", description="分词引擎")
    tone: Literal["lexicon", "snownlp", "trained"] = Field("lexicon", description="语气引擎；snownlp 只在选用时载入")


class BriefingSettings(_Section):
    """How products are signed and shaped."""

    organisation: str = Field("示例市总工会权益保障部", description="落款单位")
    code: str = Field("研判", description="机关代字，用于文号")
    preset: Literal["rhythm", "stage", "level", "dimension", "trigger", "phase"] = Field(
        "rhythm", description="一会三研判的分组方式"
    )
    templates: Path | None = Field(None, description="自定义模板目录")
    recipients: Path | None = Field(None, description="受文单位表 recipients.yaml；留空用内置示例")
    fonts: Path | None = Field(
        None, description="字体目录（仿宋、小标宋、楷体、黑体），用于 PDF；留空用随包的 Noto 字体"
    )
    workdays: Path | None = Field(None, description='工作日补充表 JSON，如 {"2027-02-08": false}')


class ServeSettings(_Section):
    """Where the console listens."""

    host: str = Field("127.0.0.1", description="监听地址")
    port: int = Field(8642, ge=0, le=65535, description="监听端口")


class Settings(_Section):
    """The whole configuration."""

    data: Path = Field(Path("yanpan-data"), description="数据目录：索引、台账、产品")
    index: str = Field("", description="Elasticsearch 地址；留空用数据目录中的内置索引")
    ledger: str = Field("", description="台账的数据库地址；留空用数据目录中的 SQLite")
    catalogue: Path | None = Field(
        None, description="来源目录（YAML 文件或文件夹）；留空用数据目录下的 sources，没有则用内置来源"
    )
    crawl: CrawlSettings = Field(default_factory=CrawlSettings)
    judgment: JudgmentSettings = Field(default_factory=JudgmentSettings)
    briefing: BriefingSettings = Field(default_factory=BriefingSettings)
    serve: ServeSettings = Field(default_factory=ServeSettings)

    @field_validator("index")
    @classmethod
    def _web_address_or_folder(cls, value: str) -> str:
        """An address without http:// would pass for the name of a folder, and an empty index be searched there."""
        if ":" in value and not value.startswith(("http://", "https://")):
            raise ValueError("应写作 http://主机:端口；留空用内置索引")
        return value

    @field_validator("ledger")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not re.match(r"(postgresql(\+psycopg)?|sqlite)://", value):
            raise ValueError("应写作 postgresql://用户:口令@主机/库名；留空用数据目录中的 SQLite")
        return value

    @property
    def index_url(self) -> str:
        """Where the index lies: an http(s) URL, or the folder of the embedded one."""
        return self.index or str(self.data / "index")

    @property
    def catalogue_path(self) -> Path | None:
        """Where the sources stand: as set, else `sources` in the data folder, else None for the packaged ones."""
        own = self.data / "sources"
        return self.catalogue or (own if own.is_dir() else None)

    @property
    def ledger_url(self) -> str:
        """The ledger's database URL."""
        return self.ledger or f"sqlite:///{(self.data / 'ledger.db').absolute()}"


def load_settings(
    file: Path | None = None, environment: Mapping[str, str] | None = None, overrides: Mapping[str, Any] | None = None
) -> Settings:
    """Settings from FILE (or `yanpan.yaml` here, if any), then ENVIRONMENT (`YANPAN_CRAWL__DELAY_SECONDS`), then OVERRIDES.

    Raises SettingsError that names the key, where it was read and, for a misspelt one, the nearest that exists.
    """
    environment = os.environ if environment is None else environment
    file = file or (Path(environment["YANPAN_CONFIG"]) if environment.get("YANPAN_CONFIG") else None)
    merged: dict[str, Any] = _from_file(file)
    for name, text in sorted(environment.items()):
        if name.startswith(PREFIX) and not name.startswith(RESERVED):
            _put(merged, name.removeprefix(PREFIX).lower().split("__"), _parsed(text))
    for dotted, value in (overrides or {}).items():
        if value is not None:
            _put(merged, dotted.split("."), value)
    try:
        return Settings.model_validate(merged)
    except ValidationError as error:
        raise SettingsError("".join(_sentence(item) for item in error.errors())) from error


def _from_file(file: Path | None) -> dict[str, Any]:
    path = file or Path(DEFAULT_FILE)
    if not path.exists():
        if file is None:
            return {}
        raise SettingsError(f"找不到设置文件 {path}。请检查路径，或去掉 --config 使用默认设置。")
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"设置文件 {path} 不是可读的 YAML：{error}") from error
    if read is None:
        return {}
    if not isinstance(read, dict):
        raise SettingsError(f"设置文件 {path} 的最外层应为“键: 值”。")
    return read


def _put(tree: dict[str, Any], keys: list[str], value: Any) -> None:
    *folders, last = keys
    for folder in folders:
        branch = tree.setdefault(folder, {})
        if not isinstance(branch, dict):
            raise SettingsError(f"设置 {folder} 应为一组“键: 值”，实为 {branch!r}。")
        tree = branch
    tree[last] = value


def _parsed(text: str) -> Any:
    """Lists and numbers are written in YAML, everything else is the text itself."""
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return value if isinstance(value, (list, int, float, bool)) else text


def _sentence(item: Any) -> str:
    dotted = ".".join(str(part) for part in item["loc"])
    if item["type"] == "extra_forbidden":
        near = get_close_matches(dotted, setting_names(), n=1, cutoff=0.5)
        return f"没有名为 {dotted} 的设置" + (f"，是否想写 {near[0]}？" if near else "。全部设置见 docs/settings.md。")
    # An address may hold a password.
    shown = "" if dotted in {"index", "ledger"} and isinstance(item["input"], str) else f" {item['input']!r}"
    return f"设置 {dotted} 的值{shown} 不对：{wanted(item)}。"


def setting_names() -> list[str]:
    """Every setting by its dotted name."""
    return [name for name, _ in described_settings()]


def described_settings(model: type[BaseModel] = Settings, prefix: str = "") -> list[tuple[str, str]]:
    """Dotted name and description of every setting, in order."""
    found: list[tuple[str, str]] = []
    for name, info in model.model_fields.items():
        kind = info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found += described_settings(kind, f"{prefix}{name}.")
        else:
            found.append((prefix + name, info.description or ""))
    return found
