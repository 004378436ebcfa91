"""What a run of the main job tells at its end."""

from __future__ import annotations

from crawlers.run import outcome_row
from yanpan.cli.frame import console, echo_json
from yanpan.cli.ranking import print_ranking, ranking_rows
from yanpan.job import JobReport


def print_job(report: JobReport) -> None:
    """For people: sources, articles, the ten disputes with their reasons, files and drafts."""
    screen = console()
    for outcome in report.crawl.outcomes:
        if outcome.cause:
            screen.print(f"来源“{outcome.title}”：{outcome.cause}", soft_wrap=True)
    taken = "，".join(f"{relevance.label} {count} 篇" for relevance, count in sorted(report.taken.items()))
    screen.print(f"新收 {report.taken.total()} 篇（{taken or '没有新文章'}），变动争议 {report.disputes_changed} 宗。")
    print_ranking(report.ranking)
    screen.print("周报：")
    for path in report.files:
        screen.print(f"  {path}", soft_wrap=True)
    screen.print(f"通知草稿：{len(report.notices)} 份（须由第二人审签后才会发出）")
    for notice in report.notices:
        screen.print(f"  {notice.body.recipient_name}　{notice.body.title}", soft_wrap=True)


def print_job_json(report: JobReport) -> None:
    """For programs: one line a source, one a dispute, a last line with counts, files and drafts."""
    for outcome in report.crawl.outcomes:
        echo_json(outcome_row(outcome))
    for row in ranking_rows(report.ranking):
        echo_json(row)
    echo_json({
        "taken": {relevance.value: count for relevance, count in report.taken.items()},
        "disputes_changed": report.disputes_changed,
        "files": [str(path) for path in report.files],
        "notices": [notice.id for notice in report.notices],
    })  # fmt: skip
