from datetime import date

import pytest

from briefings.compose import compose
from briefings.hotline import HotlineError, hotline_between, keep_hotline, read_hotline
from briefings.period import parse_period
from tests.briefings.corpus import CUT_OFF, a_corpus
from tests.briefings.test_compose import statements
from yanpan_domain.briefing import Product

HEAD = "day,place,issue,industry,employer,calls,summary\n"


def a_file(folder, *rows, head=HEAD):
    path = folder / "hotline.csv"
    path.write_text(head + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_summaries_are_kept_once_and_shown_with_change_but_never_counted_as_news(ledger, tmp_path):
    path = a_file(
        tmp_path, "2026-11-17,440309,wage_arrears,F,示例百邻惠超市,4,询问工资", "2026-11-18,440309,wage_arrears,F,示例百邻惠超市,2,同上",
        "2026-11-10,440309,wage_arrears,F,示例百邻惠超市,1,询问工资",
    )  # fmt: skip
    for _ in range(2):
        assert keep_hotline(ledger, read_hotline(path), actor="值班岗", now=CUT_OFF) == 3
    with ledger.read() as connection:
        assert sum(row.calls for row in hotline_between(connection, date(2026, 11, 16), date(2026, 11, 23))) == 6
    week = parse_period(Product.WEEKLY, "2026-W47")
    index = a_corpus(4)
    made = compose(index, ledger, product=Product.WEEKLY, period=week, cut_off=CUT_OFF)
    section = next(section for section in made.sections if section.code == "hotline")
    text = "".join(statement.text for statement in statements(section))
    assert "来电6通，较上周增加5通" in text
    assert "示例百邻惠超市" in text
    assert made.figures[0].value == 4


@pytest.mark.parametrize(
    ("head", "row", "words"),
    [
        (HEAD.replace("summary", "caller"), "2026-11-17,440309,wage_arrears,F,厂,4,张三", "不接收的列：caller"),
        (HEAD, "17/11/2026,440309,wage_arrears,F,厂,4,x", "第 2 行的日期"),
        (HEAD, "2026-11-17,999999,wage_arrears,F,厂,4,x", "第 2 行的日期、地区"),
        (HEAD, "2026-11-17,440309,strike,F,厂,4,x", "类型“strike”"),
        (HEAD, "2026-11-17,440309,wage_arrears,Z,厂,4,x", "行业“Z”"),
        (HEAD, "2026-11-17,440309,wage_arrears,F,厂,-1,x", "不能为负"),
    ],
)
def test_a_wrong_table_names_row_and_column_and_callers_are_refused(tmp_path, head, row, words):
    with pytest.raises(HotlineError, match=words):
        read_hotline(a_file(tmp_path, row, head=head))


def test_private_names_and_numbers_in_a_summary_are_masked(tmp_path):
    (row,) = read_hotline(a_file(tmp_path, "2026-11-17,440309,wage_arrears,F,厂,1,职工李小明电话13812345678反映欠薪"))
    assert "13812345678" not in row.summary
    assert "李小明" not in row.summary
