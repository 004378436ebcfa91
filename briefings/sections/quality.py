"""数据质量: how far the figures can be trusted."""

from __future__ import annotations

from collections import Counter

from briefings.material import Material
from briefings.numbers import share
from briefings.options import Health
from briefings.sources import medium
from yanpan_domain.briefing import Bullets, Section, Statement
from yanpan_domain.codes import DateSource
from yanpan_domain.figures import trimmed

# A source whose newest item is older than this many days is stale; what each source expects stands in the catalogue.
STALE_DAYS = 7


def quality(material: Material) -> Section:
    now = material.selection.now
    families = len({one.family or one.article.id for one in now.told})
    guessed = sum(one.article.published_source in {DateSource.URL, DateSource.HEADER} for one in now.told)
    found = [f"本期读取报道{now.read}篇，其中涉争议{len(now.told)}篇。"]
    if now.told:
        found.append(
            f"涉争议报道合并转载后为{families}组，转载占{share(len(now.told) - families, len(now.told))}；"
            + (f"发布日期取自网址或响应头的{guessed}篇。" if guessed else "发布日期均取自页面或订阅源。")
        )
        found += _alone(material)
    found += _health(material.health)
    return Section(
        code="quality", title="数据质量", blocks=(Bullets(statements=tuple(Statement(text=text) for text in found)),)
    )


def _alone(material: Material) -> list[str]:
    """Disputes that one medium alone reported: what would be missed without it."""
    only: Counter[str] = Counter()
    for witness in material.selection.now.witnesses:
        media = {medium(one.article) for one in witness.articles}
        if len(media) == 1:
            only[media.pop()] += 1
    if not only:
        return ["本期每件争议都有两家以上媒体报道。"]
    ordered = sorted(only.items(), key=lambda pair: (-pair[1], pair[0]))
    named = "、".join(f"{name}{count}件" for name, count in ordered[:6])
    rest = f"等{len(ordered)}家" if len(ordered) > 6 else ""
    return [f"仅由一家媒体报道的争议{sum(only.values())}件：{named}{rest}。"]


def _health(health: Health | None) -> list[str]:
    if health is None:
        return ["来源状态、纠错次数和漏判抽样本期未提供。"]
    found = []
    failed = [one for one in health.sources if not one.answered]
    stale = [
        one for one in health.sources if one.answered and one.newest_days is not None and one.newest_days > STALE_DAYS
    ]
    if health.sources:
        found.append(
            f"来源{len(health.sources)}个，采集失败{len(failed)}个，超过{STALE_DAYS}天没有新内容{len(stale)}个。"
        )
        found += [f"采集失败：{one.title}（{one.cause or '原因不详'}）。" for one in failed]
        found += [f"内容陈旧：{one.title}，最新内容距今{one.newest_days}天。" for one in stale]
    if health.corrections is not None:
        found.append(f"本期人工纠正研判{health.corrections}处。")
    if health.miss_rate is not None:
        middle, low, high = (trimmed(100 * value) for value in health.miss_rate)
        found.append(f"抽查“无关”报道{health.miss_sample}篇，估计漏判率{middle}%（95%区间{low}%至{high}%）。")
    else:
        found.append("漏判率：尚无抽查样本，不作估计。")
    return found
