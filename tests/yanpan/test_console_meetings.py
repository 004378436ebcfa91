"""A meeting in the console from opening to its assignments: judged with evidence, signed by another post, seen by the command line."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from typer.testing import CliRunner

from briefings import meeting as room
from briefings import meeting_store
from briefings.notices.store import notices_in
from tests.yanpan.consoles import HERE, NOW, a_client, form_on, send, submit
from yanpan.app import App
from yanpan.cli.main import cli
from yanpan.meetings import open_for
from yanpan_domain.meeting import Meeting, MeetingState
from yanpan_ledger.audit import entries, first_break

HOSTILE = "<script>alert(1)</script><img src=x>"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": "本报讯（记者 张某）深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。宝安区人社局已经介入调查。", "url": "https://example.org/1"},
    {"title": f"{HOSTILE}鞋厂拖欠40名工人工资", "text": f"赣州市章贡区示例赣鞋有限公司拖欠40名工人两个月工资。{HOSTILE}", "url": "javascript:alert(3)"},
)  # fmt: skip
JUDGED = {"nature": "集体欠薪", "trend": "rising", "response": "督促总包先行清偿", "confidence": "0.7"}


def acting(post: str, app: App, *, later: timedelta = timedelta()) -> TestClient:
    client = a_client(app, now=NOW + later)
    assert submit(client, "/post", "/post", {"post": post}).status_code == 303
    return client


@pytest.fixture
def client(app: App) -> TestClient:
    return acting("值班岗", app)


@pytest.fixture
def meeting(app: App) -> Meeting:
    return open_for(app, "weekly", None, cut_off=NOW, now=NOW, actor="值班岗")


def now(app: App) -> Meeting:
    return meeting_store.meetings(app.ledger)[0]


def about(meeting: Meeting, words: str) -> str:
    return next(one.dispute for one in meeting.agenda if words in one.title)


def judging(meeting: Meeting, words: str = "百名工人") -> str:
    return f"/meetings/{meeting.id}/disputes/{about(meeting, words)}"


def offered(page: str) -> list[str]:
    """The sentences that the page offers as evidence."""
    return [html.unescape(one) for one in re.findall(r'name="evidence" value="([^"]*)"', page)]


def judge(client: TestClient, meeting: Meeting, **fields: object) -> Response:
    page = judging(meeting)
    given = {"evidence": offered(client.get(page).text)[:1]} | JUDGED | fields
    return submit(client, page, page, given)  # type: ignore[arg-type]


def act(client: TestClient, meeting: Meeting, name: str, **fields: str) -> Response:
    page = f"/meetings/{meeting.id}"
    return submit(client, page, f"{page}/acts/{name}", fields)


def acts(page: str) -> set[str]:
    return set(re.findall(r'action="/meetings/[^"]*/acts/(\w+)"', page))


def run(app: App, *arguments: str) -> dict[str, object]:
    told = CliRunner().invoke(cli, ["--data", str(app.settings.data), *arguments], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return json.loads(told.output)  # type: ignore[no-any-return]


def test_a_whole_meeting_from_opening_to_closing(app: App, client: TestClient) -> None:
    answer = submit(
        client, "/meetings", "/meetings", {"slot": "weekly", "attendance": "权益保障部、法律工作部\n值班岗"}
    )
    meeting = now(app)
    assert answer.headers["location"] == f"/meetings/{meeting.id}"
    assert (meeting.period, meeting.attendance, meeting.drafted_by) == ("2026-W47", ("权益保障部", "法律工作部", "值班岗"), "值班岗")  # fmt: skip
    page = client.get(f"/meetings/{meeting.id}").text
    assert page.index(about(meeting, "百名工人")) < page.index(about(meeting, "鞋厂")) and "上次会议没有决议" in page

    assert judge(client, meeting, dissent="应先查封设备").status_code == 303
    page = client.get(f"/meetings/{meeting.id}").text
    assert all(words in page for words in ("集体欠薪", "升温", "应先查封设备", "已研判 1 / 2 宗"))
    assert act(client, meeting, "resolve", text="督促先行垫付", unit="深圳市总工会（示例）", due="2026-11-30", dispute=about(meeting, "百名工人")).status_code == 303  # fmt: skip
    assert act(client, meeting, "review").status_code == 303
    page = client.get(f"/meetings/{meeting.id}").text
    assert acts(page) == set() and "签发人不得与拟稿人（值班岗）相同" in page
    forced = send(client, f"/meetings/{meeting.id}/acts/sign", {"token": form_on(client.get("/post").text, "/post")["token"]})  # fmt: skip
    assert forced.status_code == 400 and "签发人不得" in forced.text and now(app).state is MeetingState.REVIEWED
    signer = acting("分管岗", app)
    assert act(signer, meeting, "sign").status_code == 303
    assert act(signer, meeting, "assign").status_code == 303
    with app.ledger.read() as connection:
        (made,) = notices_in(connection)
    assert made.form.label == "交办单" and made.drafted_by == "分管岗"
    assert f'href="/notices/{made.id}"' in signer.get(f"/meetings/{meeting.id}").text
    assert act(signer, meeting, "close").status_code == 303

    told = run(app, "meeting", "show", meeting.id, "--json")
    assert (told["state"], told["signed_by"], told["reviewed_by"]) == ("closed", "分管岗", "值班岗")
    (judgment,) = told["judgments"]  # type: ignore[misc]
    assert judgment["evidence"][0]["quote"] in app.index.article(judgment["evidence"][0]["article"]).article.text  # type: ignore[union-attr]
    with app.ledger.read() as connection:
        assert [one.act for one in entries(connection)][:6] == ["meeting.open", "meeting.judge", "meeting.resolve", "meeting.review", "meeting.sign", "notice.draft"]  # fmt: skip
        assert first_break(connection) is None


def test_evidence_is_chosen_from_whole_sentences_without_who_reports(meeting: Meeting, client: TestClient) -> None:
    page = client.get(judging(meeting)).text
    told = [one.partition(":")[2] for one in offered(page)]
    assert "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。" in told
    assert not [one for one in told if "记者" in one]
    assert 'type="checkbox" name="evidence"' in page and " checked>" not in page[page.index("证据：") : page.index("阶段</label>")]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"evidence": []}, "研判须附证据"),
        ({"evidence": ["nosuch:不存在的话"]}, "没有“不存在的话”"),
        ({"evidence": [], "words": "并不在文中"}, "没有“并不在文中”"),
        ({"trend": "up"}, "请选走势"),
        ({"nature": " "}, "性质和处置"),
        ({"confidence": "7"}, "把握程度"),
        ({"dissent": "异" * 2001}, "最多 2000 字"),
        ({"token": "x"}, "已过期"),
    ],
)
def test_a_judgment_that_cannot_be_kept_comes_again_as_it_was(
    app: App, meeting: Meeting, client: TestClient, fields: dict[str, object], told: str
) -> None:
    answer = judge(client, meeting, **{"basis": "条例第三十条<b>"} | fields)
    assert answer.status_code == 400
    assert told in answer.text[answer.text.index('role="alert"') :][:200]
    assert 'value="条例第三十条&lt;b&gt;"' in answer.text and "督促总包先行清偿</textarea>" in answer.text
    if "trend" not in fields:
        assert 'value="rising" required checked' in answer.text
    if "evidence" not in fields:
        assert answer.text.count('name="evidence"') and re.search(r'name="evidence" value="[^"]*" checked', answer.text)
    assert str(fields.get("words", "")) in answer.text
    assert now(app).judgments == ()


def test_words_of_an_article_can_be_typed_as_evidence(app: App, meeting: Meeting, client: TestClient) -> None:
    article = offered(client.get(judging(meeting)).text)[0].partition(":")[0]
    assert judge(client, meeting, evidence=[], article=article, words="已经介入调查").status_code == 303
    assert [one.quote for one in now(app).judgments[0].evidence] == ["已经介入调查"]


def test_persons_in_opinions_and_resolutions_are_masked(app: App, meeting: Meeting, client: TestClient) -> None:
    judge(client, meeting, nature="职工王大勇（13912345678）反映欠薪", dissent="职工王大勇另有说法")
    act(client, meeting, "resolve", text="回访职工王大勇", unit="市总工会", due="2026-11-30")
    kept = now(app)
    written = kept.judgments[0].nature + kept.judgments[0].dissent + kept.resolutions[0].text
    assert "反映欠薪" in written and "王大勇" not in written and "13912345678" not in written
    for fields in ({"unit": "王大勇"}, {"due": "2026-11-01"}, {"due": "明天"}, {"dispute": "dnone"}, {"text": " "}):
        answer = act(
            client, meeting, "resolve", **{"text": "督促垫付", "unit": "市总工会", "due": "2026-11-30"} | fields
        )
        assert answer.status_code == 400 and 'role="alert"' in answer.text
        assert 'value="市总工会"' in answer.text or "unit" in fields
    assert act(client, meeting, "attend", attendance="权益保障部、张主任").status_code == 400
    assert act(client, meeting, "attend", attendance="权益保障部").status_code == 303
    assert (len(now(app).resolutions), now(app).attendance) == (1, ("权益保障部",))


def test_what_another_post_added_meanwhile_is_told(app: App, meeting: Meeting, client: TestClient) -> None:
    page, whole = judging(meeting), f"/meetings/{meeting.id}"
    shown = client.get(page).text
    sent = form_on(shown, page) | {"evidence": offered(shown)[:1], "nature": ["欠薪"]} | {n: [v] for n, v in JUDGED.items()}  # fmt: skip
    review = form_on(client.get(whole).text, f"{whole}/acts/review")
    assert judge(acting("法律岗", app), meeting, nature="拒不支付").status_code == 303
    answer = send(client, page, sent)
    assert answer.status_code == 409 and "法律岗：拒不支付" in answer.text and len(now(app).judgments) == 1
    answer = send(client, f"{whole}/acts/review", review)
    assert answer.status_code == 409 and "会议有了新内容" in answer.text and now(app).state is MeetingState.DRAFT
    room.review_meeting(app.ledger, meeting.id, actor="审核岗", now=NOW)
    answer = send(client, f"{whole}/acts/review", review)
    assert answer.status_code == 400 and "会议现为“已审核”" in answer.text
    assert 'name="nature"' not in client.get(page).text
    late = send(client, page, sent | {"nature": "我写了很久的性质", "seen": "1"})
    assert late.status_code == 400 and "只有拟稿可以修改" in late.text and "我写了很久的性质" in late.text
    late = send(
        client, f"{whole}/acts/resolve", sent | {"text": "写了很久的决议", "unit": "市总工会", "due": "2026-11-30"}
    )
    assert late.status_code == 400 and "只有拟稿可以修改" in late.text and "写了很久的决议" in late.text


def test_the_next_meeting_opens_with_what_became_of_the_last(app: App, meeting: Meeting, client: TestClient) -> None:
    judge(client, meeting)
    act(client, meeting, "resolve", text="督促先行垫付", unit="市总工会", due="2026-11-25")
    room.review_meeting(app.ledger, meeting.id, actor="审核岗", now=NOW)
    room.sign(app.ledger, meeting.id, actor="分管岗", now=NOW)
    later = acting("值班岗", app, later=timedelta(days=7))
    assert "会议议定事项逾期" in later.get("/").text
    submit(later, "/meetings", "/meetings", {"slot": "weekly"})
    following = now(app)
    page = later.get(f"/meetings/{following.id}").text
    followed = page[page.index('id="followed"') : page.index("二、议程")]
    assert following.period == "2026-W48" and "督促先行垫付" in followed and "逾期 5 天" in followed
    action = re.search(r'action="(/meetings/[^"]*/resolutions/\d+)"', followed)
    assert action
    assert submit(later, f"/meetings/{following.id}", action[1], {"outcome": " "}).status_code == 400
    assert submit(later, f"/meetings/{following.id}", action[1], {"outcome": "已垫付120万元"}).status_code == 303
    assert "已垫付120万元" in later.get(f"/meetings/{following.id}").text
    assert meeting_store.meetings(app.ledger)[1].resolutions[0].done


@pytest.mark.parametrize(("form", "suffix"), [("html", "html"), ("markdown", "md"), ("json", "json"), ("pdf", "pdf"), ("docx", "docx")])  # fmt: skip
def test_minutes_are_the_command_lines_bytes(
    app: App, meeting: Meeting, client: TestClient, form: str, suffix: str, tmp_path: Path
) -> None:
    judge(client, meeting)
    answer = client.get(f"/meetings/{meeting.id}/minutes/{form}")
    (written,) = run(app, "meeting", "minutes", meeting.id, "--format", form, "--out", str(tmp_path / "out"), "--json")["files"]  # type: ignore[misc]  # fmt: skip
    assert answer.content == Path(written).read_bytes()
    assert Path(written).name in answer.headers["content-disposition"] and written.endswith(suffix)
    look = client.get(f"/meetings/{meeting.id}/minutes/{form}?look=1")
    assert look.headers["content-disposition"] == "inline"
    policy = look.headers["content-security-policy"]
    assert policy.startswith("sandbox") and "default-src 'none'" in policy and "script" not in policy


def test_hostile_titles_are_text_and_bad_addresses_are_pages(app: App, meeting: Meeting, client: TestClient) -> None:
    for path in (
        "/meetings",
        f"/meetings/{meeting.id}",
        judging(meeting, "鞋厂"),
        f"/meetings/{meeting.id}?preset=stage",
    ):
        page = client.get(path)
        assert page.status_code == 200 and "<script>" not in page.text and "<img" not in page.text
    whole = f"/meetings/{meeting.id}"
    for path, status in (("/meetings/none", 404), (f"{whole}/disputes/none", 404), (f"{whole}/minutes/exe", 404), ("/meetings/none/minutes/pdf", 404), (f"{whole}?preset=bogus", 400)):  # fmt: skip
        page = client.get(path)
        assert page.status_code == status and "回到总览" in page.text, path
    token = form_on(client.get("/post").text, "/post")
    for path, status in ((f"{whole}/acts/burn", 404), ("/meetings/none/acts/review", 404), (f"{whole}/resolutions/99", 400), (f"{whole}/disputes/none", 404)):  # fmt: skip
        assert send(client, path, token).status_code == status, path
    for path in ("/meetings", f"{whole}/acts/review", judging(meeting), f"{whole}/resolutions/1"):
        assert send(client, path, token, HERE | {"origin": "https://evil.example"}).status_code == 403
    assert now(app).state is MeetingState.DRAFT and len(meeting_store.meetings(app.ledger)) == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slot": "hourly"}, "没有名为 hourly 的会议"),
        ({"slot": "weekly", "period": "2027-W09"}, "还没有开始"),
        ({"slot": "weekly", "period": "第三周"}, "不合周报的写法"),
        ({"slot": "weekly", "attendance": "王大勇"}, "像是人名"),
        ({"slot": "weekly", "attendance": "、".join(f"第{n}岗" for n in range(31))}, "最多 30 个"),
    ],
)
def test_a_meeting_that_cannot_be_opened(app: App, client: TestClient, fields: dict[str, str], told: str) -> None:
    assert "还没有会议" in client.get("/meetings").text
    answer = submit(client, "/meetings", "/meetings", fields)
    assert answer.status_code == 400 and told in answer.text
    assert all(html.escape(value) in answer.text for value in fields.values() if value != "hourly")
    assert meeting_store.meetings(app.ledger) == []


def test_a_signed_period_is_not_opened_again(app: App, meeting: Meeting, client: TestClient) -> None:
    assert submit(client, "/meetings", "/meetings", {"slot": "weekly"}).headers["location"] == f"/meetings/{meeting.id}"
    room.review_meeting(app.ledger, meeting.id, actor="审核岗", now=NOW)
    room.sign(app.ledger, meeting.id, actor="分管岗", now=NOW)
    answer = submit(client, "/meetings", "/meetings", {"slot": "weekly"})
    assert answer.status_code == 400 and "已经签发，不能再开" in answer.text
