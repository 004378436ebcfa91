"""Corrections from the console: the command line's own, by a post, only from pages of ours, and nothing lost on the way."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import yanpan_ledger.engine
from judgment.feedback import FIELDS, corrections
from tests.yanpan.consoles import HERE, SECRET, a_client, article_called, form_on, opened_app, send, submit
from yanpan.app import App
from yanpan.correcting import correct_article
from yanpan.pipeline import ingest
from yanpan_domain.codes import Issue, PartyRole, Relevance, Stage
from yanpan_ledger.audit import entries, first_break

TEXT = "深圳市宝安区示例宝兴电子有限公司拖欠120名工人三个月工资，共计约200万元。当地劳动监察大队已介入调查，工人要求公司尽快支付工资。李强说，10月5日起停工。"
ROWS = (
    {"title": "百名工人三个月没领工资", "text": TEXT, "url": "https://example.org/1"},
    {"title": "今日天气", "text": "全市晴，气温十八度。市民可以外出散步，注意早晚温差。", "url": "https://example.org/3"},
)  # fmt: skip


@pytest.fixture
def arrears(app: App) -> str:
    return article_called(app, "百名工人")


def correct(client: TestClient, article: str, field: str, headers: Any = HERE, **fields: Any) -> Any:
    action = f"/articles/{article}/corrections/{field}"
    filled = {"post": "分析岗"} | {name.replace("_", "-"): value for name, value in fields.items()}
    return submit(client, f"/articles/{article}?reading={field}", action, filled, headers)


def stored(app: App, article: str) -> list[tuple[str, object, str]]:
    with app.ledger.read() as connection:
        made = corrections(connection).get(article, [])
    return [(one.field, json.loads(one.value), one.actor) for one in made]


def test_a_correction_is_stored_in_force_told_and_in_the_chain(app: App, client: TestClient, arrears: str) -> None:
    answer = correct(client, arrears, "stage", value="settled")
    assert answer.status_code == 303
    assert stored(app, arrears) == [("stage", "settled", "分析岗")]
    judged = app.index.articles([arrears])[arrears]
    assert judged.judgment.stage is Stage.SETTLED
    [dispute] = [app.index.dispute(one) for one in judged.disputes]
    assert dispute is not None and dispute.stage is Stage.SETTLED
    with app.ledger.read() as connection:
        [entry] = entries(connection)
        assert first_break(connection) is None
    assert (entry.act, entry.actor, entry.subject) == ("judgment.correct", "分析岗", arrears)
    page = client.get(answer.headers["location"]).text
    assert re.search(r"<del>官方介入</del> → <ins>已解决</ins>", page)
    assert "已随之更新" in page and "没有变动" not in page and f'href="/disputes/{dispute.id}"' in page


def test_the_command_line_sees_it_and_the_console_what_the_command_line_did(
    app: App, client: TestClient, arrears: str
) -> None:
    correct(client, arrears, "stage", value="settled")
    done = correct_article(app, arrears, "stage", "judged", actor="复核岗", at=a_later_moment())
    assert done.before.judgment.stage is Stage.SETTLED
    page = client.get(f"/articles/{arrears}?reading=stage").text
    assert page.index("<ins>已裁判</ins>") < page.index("<ins>已解决</ins>")
    assert "复核岗" in page


def a_later_moment() -> Any:
    from tests.factories import a_moment

    return a_moment("2026-11-23T10:00")


def test_an_article_corrected_to_unrelated_leaves_its_dispute(app: App, client: TestClient, arrears: str) -> None:
    [dispute] = app.index.articles([arrears])[arrears].disputes
    page = client.get(correct(client, arrears, "relevance", value="unrelated").headers["location"]).text
    assert "不再属于" in page and f'href="/disputes/{dispute}"' in page and "该争议已撤回" in page
    assert app.index.articles([arrears])[arrears].judgment.relevance is Relevance.UNRELATED


VALUES: dict[str, tuple[dict[str, Any], Any]] = {
    "relevance": ({"value": "labour_general"}, "labour_general"),
    "issues": ({"value": ["wage_arrears", "work_injury"]}, ["wage_arrears", "work_injury"]),
    "form": ({"value": ["none", "mediation"]}, ["mediation"]),
    "stage": ({"value": "judged"}, "judged"),
    "tone": ({"value": "positive"}, "positive"),
    "industry": ({"value": ""}, None),
    "vulnerable": ({"value": ["women_workers"]}, ["women_workers"]),
    "employers": ({"name_0": "示例宝兴电子", "role_0": "用工单位"}, [{"name": "示例宝兴电子", "role": "用工单位", "field": "text", "start": 6, "end": 12}]),
    "workers": ({"min_0": "1.2万", "max_0": "", "basis_0": "at_least", "words_0": ""}, {"min": 12000, "max": None, "basis": "at_least", "raw": "12000人", "evidence": None}),
    "money": ({"kind_0": "paid", "min_0": "45万", "max_0": "", "basis_0": "exact", "words_0": ""}, [{"kind": "paid", "min": 450000.0, "max": 450000.0, "basis": "exact", "raw": "450000元", "evidence": None}]),
    "arrears_months": ({"months_0": "2.5"}, 2.5),
    "places": ({"place_0": "440309", "words_0": "深圳市"}, [{"code": "440309", "name": "广东省深圳市龙华区", "field": "text", "start": 0, "end": 3}]),
    "dates": ({"day_0": "2026-10-05", "precision_0": "day", "kind_0": "event", "words_0": "10月5日"}, "2026-10-05"),
    "clocks": ({"code_0": "arbitration_claim", "start_0": "2026-10-05", "words_0": "10月5日"}, "2027-10-05"),
    "circumstances": ({"code_0": "hardship", "words_0": "停工"}, "hardship"),
    "measures": ({"code_0": "inspected", "actor_0": "劳动监察大队", "words_0": "介入调查", "drop_0": ""}, "劳动监察大队"),
    "demands": ({"words_0": "尽快支付工资"}, "尽快支付工资"),
}  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_corrected_in_its_form(app: App, client: TestClient, arrears: str, field: str) -> None:
    filled, wanted = VALUES[field]
    blank = {
        f"{name.rpartition('_')[0]}_{at}": ""
        for at in (1, 2, 3)
        for name in filled
        if field not in {"relevance"} and name != "value"
    }
    answer = correct(
        client,
        arrears,
        field,
        **{
            name: value
            for name, value in blank.items()
            if not name.startswith(("role", "kind", "basis", "code", "precision"))
        },
        **filled,
    )
    assert answer.status_code == 303, re.search(r'role="alert">([^<]*)', answer.text)
    [(_, value, _)] = stored(app, arrears)
    assert (
        value == wanted
        if not isinstance(wanted, str) or isinstance(value, str)
        else wanted in json.dumps(value, ensure_ascii=False)
    )
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert "已更正“" in page.text


@pytest.mark.parametrize("field", [one for one in FIELDS if one not in {"issues", "tone"}])
def test_a_form_sent_back_as_it_stands_changes_nothing(app: App, client: TestClient, arrears: str, field: str) -> None:
    before = app.index.articles([arrears])[arrears].judgment
    assert correct(client, arrears, field).status_code == 303
    assert getattr(app.index.articles([arrears])[arrears].judgment, field) == getattr(before, field)


def test_what_is_left_of_a_row_keeps_its_place(app: App, client: TestClient, arrears: str) -> None:
    """The same words stand twice: the later place, which the engine chose, stays when only the kind is changed."""
    judged = app.index.articles([arrears])[arrears]
    at = judged.article.text.rindex("工资")
    place = {"field": "text", "start": at, "end": at + 2, "quote": "工资", "rule": "x", "confidence": 1.0}
    owed = {"min": 10.0, "max": 10.0, "basis": "exact", "kind": "owed", "raw": "工资", "evidence": place}
    correct_article(app, arrears, "money", [owed], actor="分析岗", at=a_later_moment())
    assert correct(client, arrears, "money", kind_0="paid").status_code == 303
    assert correct(client, arrears, "employers", role_0="总包").status_code == 303
    after = app.index.articles([arrears])[arrears].judgment
    [money], [employer] = after.money, after.employers
    assert money.evidence is not None
    assert (money.kind, money.evidence.start) == ("paid", at)
    [before] = judged.judgment.employers
    assert employer == replace(before, role=PartyRole.MAIN_CONTRACTOR)


def test_a_form_of_many_rows_keeps_them_all_and_one_of_too_many_says_so(
    app: App, client: TestClient, arrears: str
) -> None:
    def dates(count: int) -> list[Any]:
        place = {"field": "text", "start": 0, "end": 2, "quote": "深圳", "rule": "x", "confidence": 1.0}
        return [
            {"day": f"20{at // 12:02}-{at % 12 + 1:02}-01", "precision": "month", "kind": "event", "evidence": place}
            for at in range(count)
        ]

    correct_article(app, arrears, "dates", dates(200), actor="分析岗", at=a_later_moment())
    assert correct(client, arrears, "dates", kind_199="injury").status_code == 303
    after = app.index.articles([arrears])[arrears].judgment.dates
    assert [one.kind for one in after] == ["event"] * 199 + ["injury"]
    correct_article(app, arrears, "dates", dates(221), actor="分析岗", at=a_later_moment())
    answer = correct(client, arrears, "dates")
    assert answer.status_code == 400 and "容不下" in answer.text


BAD: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("stage", {"value": "over"}, "请先选定"),
    ("stage", {"value": []}, "请先选定"),
    ("workers", {"min_0": "许多"}, "不是数"),
    ("workers", {"min_0": "30.5"}, "正整数"),
    ("workers", {"min_0": "30", "max_0": "20"}, "“至多”小于“至少”"),
    ("workers", {"min_0": "99999999999"}, "过大"),
    ("workers", {"min_0": "30", "words_0": "三十人"}, "文中没有“三十人”"),
    ("money", {"min_0": "45", "kind_0": "stolen"}, "没有这个选项"),
    ("employers", {"name_0": "王大勇", "words_0": "公司"}, "不记个人"),
    ("employers", {"name_0": "别处的公司", "words_0": ""}, "文中没有"),
    ("places", {"place_0": "朝阳区", "words_0": ""}, "不止一处"),
    ("places", {"place_0": "999999", "words_0": ""}, "没有代码为 999999"),
    ("dates", {"day_0": "昨天", "words_0": "10月5日"}, "应写作 2026-11-30"),
    ("dates", {"day_0": "9999-12-31", "words_0": "10月5日"}, "1949 至 2100"),
    ("demands", {"words_0": "<script>"}, "文中没有"),
    ("arrears_months", {"months_0": "0"}, "大于 0"),
)  # fmt: skip


@pytest.mark.parametrize(("field", "filled", "told"), BAD)
def test_bad_input_is_the_form_again_with_a_sentence_and_nothing_lost(
    app: App, client: TestClient, arrears: str, field: str, filled: dict[str, Any], told: str
) -> None:
    answer = correct(client, arrears, field, **filled)
    assert answer.status_code == 400
    problem = re.search(r'role="alert">([^<]*)', answer.text)
    assert problem and told in problem[1].replace("&#34;", '"'), problem
    again = form_on(answer.text, f"/articles/{arrears}/corrections/{field}")
    for name, value in filled.items():
        if name != "value" and value != "stolen":
            assert again[name.replace("_", "-")] == [value]
    assert again["post"] == ["分析岗"]
    assert stored(app, arrears) == []


@pytest.mark.parametrize("post", ["", "王大勇", "张主任", "13812345678", "<b>", "分" * 31])
def test_a_person_is_no_post(app: App, client: TestClient, arrears: str, post: str) -> None:
    answer = correct(client, arrears, "stage", value="settled", post=post)
    assert answer.status_code == 400
    assert "岗位" in answer.text
    assert form_on(answer.text, f"/articles/{arrears}/corrections/stage")["value"] == ["settled"]
    assert stored(app, arrears) == []


def test_the_post_is_asked_for_once(app: App, client: TestClient, arrears: str) -> None:
    cookie = correct(client, arrears, "stage", value="settled").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie and "httponly" in cookie
    page = client.get(f"/articles/{arrears}?reading=tone").text
    assert 'name="post"' not in page and "<b>分析岗</b>" in page
    assert correct(client, arrears, "tone", value="neutral", post="复核岗").status_code == 303
    assert [actor for _, _, actor in stored(app, arrears)] == ["分析岗", "分析岗"]


def test_the_post_can_be_changed_and_nobody_is_led_elsewhere(client: TestClient) -> None:
    answer = submit(client, "/post?back=/search?q=欠薪", "/post", {"post": "复核岗"})
    assert answer.status_code == 303 and answer.headers["location"].startswith("/search")
    assert "复核岗" in client.get("/").text
    for bad in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\r\nset-cookie: a=b",
    ):
        answer = submit(client, "/post", "/post", {"post": "复核岗", "back": bad})
        assert answer.headers["location"] == "/", bad
    assert submit(client, "/post", "/post", {"post": "李建国"}).status_code == 400


OTHERS = (
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "null"},
    {"origin": "http://testserver:8080"},
    {"origin": "https://testserver"},
)  # fmt: skip


@pytest.mark.parametrize("headers", OTHERS)
def test_a_page_elsewhere_changes_nothing(app: App, client: TestClient, arrears: str, headers: dict[str, str]) -> None:
    answer = correct(client, arrears, "stage", headers, value="settled")
    assert answer.status_code == 403
    assert "别的网站" in answer.text
    assert stored(app, arrears) == []
    assert submit(client, "/post", "/post", {"post": "复核岗"}, headers).status_code == 403


@pytest.mark.parametrize("sent", ["", "x", "0" * 64, "\udcff"])
def test_without_the_token_of_this_process_nothing_changes_and_the_form_comes_again(
    app: App, client: TestClient, arrears: str, sent: str
) -> None:
    answer = correct(client, arrears, "stage", value="settled", token=sent.encode("utf-8", "replace").decode())
    assert answer.status_code == 400 and "已过期" in answer.text
    again = form_on(answer.text, f"/articles/{arrears}/corrections/stage")
    assert again["value"] == ["settled"]
    assert stored(app, arrears) == []
    assert send(client, f"/articles/{arrears}/corrections/stage", again).status_code == 303


def test_a_form_of_a_server_that_was_started_again_is_stale(app: App, client: TestClient, arrears: str) -> None:
    action = f"/articles/{arrears}/corrections/stage"
    old = form_on(client.get(f"/articles/{arrears}?reading=stage").text, action)
    assert send(a_client(app, secret=b"another"), action, old | {"post": "分析岗"}).status_code == 400
    assert stored(app, arrears) == []
    assert SECRET not in client.get(f"/articles/{arrears}?reading=stage").content


def test_two_posts_one_after_the_other_do_not_overwrite_each_other_unseen(
    app: App, client: TestClient, arrears: str
) -> None:
    action = f"/articles/{arrears}/corrections/stage"
    other = a_client(app)
    mine = form_on(client.get(f"/articles/{arrears}?reading=stage").text, action) | {
        "value": ["settled"],
        "post": ["分析岗"],
    }
    assert correct(other, arrears, "stage", value="judged", post="复核岗").status_code == 303
    answer = send(client, action, mine)
    assert answer.status_code == 409
    assert "已有人更正了同一字段" in answer.text and "<ins>已裁判</ins>" in answer.text
    again = form_on(answer.text, action)
    assert again["value"] == ["settled"]
    assert send(client, action, again | {"post": ["分析岗"]}).status_code == 303
    assert [value for _, value, _ in stored(app, arrears)] == ["judged", "settled"]


def test_pressing_twice_stores_once(app: App, client: TestClient, arrears: str) -> None:
    action = f"/articles/{arrears}/corrections/stage"
    sent = form_on(client.get(f"/articles/{arrears}?reading=stage").text, action) | {
        "value": ["settled"],
        "post": ["分析岗"],
    }
    assert send(client, action, sent).status_code == 303
    assert send(a_client(app), action, sent).status_code == 409
    assert len(stored(app, arrears)) == 1


def test_an_article_deleted_meanwhile_is_told_and_nothing_stored(app: App, client: TestClient, arrears: str) -> None:
    action = f"/articles/{arrears}/corrections/stage"
    sent = form_on(client.get(f"/articles/{arrears}?reading=stage").text, action) | {
        "value": ["settled"],
        "post": ["分析岗"],
    }
    with app.index.writer() as writer:
        writer.delete([arrears])
    answer = send(client, action, sent)
    assert answer.status_code == 404 and "没有编号为" in answer.text
    assert stored(app, arrears) == []


def test_while_another_process_writes_a_correction_waits_is_shown_and_comes_into_force(
    app: App, client: TestClient, arrears: str
) -> None:
    with app.index.writer():
        answer = correct(client, arrears, "stage", value="settled")
        assert answer.status_code == 303
        page = client.get(answer.headers["location"]).text
        assert "官方介入</del> → <ins>已解决" in page and "更正已存妥" in page
        assert "有更正等待生效" in client.get(f"/articles/{arrears}").text
        assert correct(client, arrears, "stage", value="judged").status_code == 303
    assert [value for _, value, _ in stored(app, arrears)] == ["settled", "judged"]
    assert app.index.articles([arrears])[arrears].judgment.stage is Stage.OFFICIAL_RESPONSE
    page = client.get(f"/articles/{arrears}").text
    assert "<del>已解决</del> → <ins>已裁判</ins>" in page
    with ingest(app, date(2026, 11, 24)) as run:
        run.deliver([])
    judged = app.index.articles([arrears])[arrears]
    assert judged.judgment.stage is Stage.JUDGED
    assert [app.index.dispute(one).stage for one in judged.disputes] == [Stage.JUDGED]  # type: ignore[union-attr]
    assert run.counts.total() == 0
    assert "等待生效" not in client.get(f"/articles/{arrears}").text
    before = app.index.version()
    with ingest(app, date(2026, 11, 24)):
        pass
    assert app.index.articles([arrears])[arrears] == judged, before


def test_what_is_corrected_during_a_run_is_in_force_at_its_end(app: App, client: TestClient, arrears: str) -> None:
    with ingest(app, date(2026, 11, 23)) as run:
        assert correct(client, arrears, "stage", value="settled").status_code == 303
        assert app.index.articles([arrears])[arrears].judgment.stage is Stage.OFFICIAL_RESPONSE
    assert app.index.articles([arrears])[arrears].judgment.stage is Stage.SETTLED
    assert set(run.changed) >= set(app.index.articles([arrears])[arrears].disputes)


def test_a_busy_ledger_is_told_and_the_form_comes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yanpan_ledger.engine, "BUSY_TIMEOUT_MS", 50)
    with opened_app(tmp_path, ROWS) as app:
        client, article = a_client(app), article_called(app, "百名工人")
        with app.ledger.begin():
            answer = correct(client, article, "stage", value="settled")
        assert answer.status_code == 409 and "台账正被另一个进程写入" in answer.text
        assert form_on(answer.text, f"/articles/{article}/corrections/stage")["value"] == ["settled"]
        assert stored(app, article) == []
        assert app.index.articles([article])[article].judgment.stage is not Stage.SETTLED
        assert correct(client, article, "stage", value="settled").status_code == 303


def test_a_body_of_twenty_megabytes_is_refused(app: App, client: TestClient, arrears: str) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"} | HERE
    action = f"/articles/{arrears}/corrections/stage"
    for body in (b"value=" + b"a" * 20_000_000, iter([b"a" * 1_000_000] * 20)):
        answer = client.post(action, content=body, headers=form)
        assert answer.status_code == 413 and "没有接收" in answer.text
    answer = client.post(action, content=b"&".join([b"a=1"] * 5000), headers=form)
    assert answer.status_code == 400
    answer = client.post(action, content=b"value=%ff%fe", headers=form)
    assert answer.status_code == 400
    assert client.post(action, json={"value": "settled"}, headers=HERE).status_code == 400
    assert stored(app, arrears) == []


def test_no_field_that_cannot_be_corrected_has_a_form(app: App, client: TestClient, arrears: str) -> None:
    for field in ("title", "version", "because", "../../post"):
        assert send(client, f"/articles/{arrears}/corrections/{field}", {"token": "x"}).status_code in {404, 400, 405}
    assert client.get(f"/articles/{arrears}/corrections/stage").status_code == 405


def test_what_was_corrected_is_learned_from(app: App, client: TestClient, arrears: str) -> None:
    from yanpan.learning import learned_now

    correct(client, arrears, "issues", value=["wage_arrears", "work_injury"])
    assert {one.code for one in app.index.articles([arrears])[arrears].judgment.issues} == {
        Issue.WAGE_ARREARS,
        Issue.WORK_INJURY,
    }
    assert learned_now(app).corrections == 1


def test_findings_written_whole_are_learned_from_too(app: App, arrears: str) -> None:
    from yanpan.learning import learned_now

    correct_article(
        app, arrears, "issues", [{"code": "wage_arrears", "score": 1.0}], actor="分析岗", at=a_later_moment()
    )
    assert learned_now(app).corrections == 1


def test_a_head_of_a_page_is_its_head_without_a_body(client: TestClient, arrears: str) -> None:
    for path in (
        "/",
        "/disputes",
        "/search?q=工资",
        f"/articles/{arrears}",
        "/post",
        "/api/docs",
        "/api/search",
        "/metrics",
    ):
        got, told = client.get(path), client.head(path)
        assert (told.status_code, told.content) == (200, b""), path
        assert told.headers["content-security-policy"] == got.headers["content-security-policy"]
    assert client.head("/articles/none").status_code == 404
