from datetime import date

from briefings.compose import compose
from briefings.hotline import hotline_between, keep_hotline
from briefings.period import parse_period
from crawlers.imports.hotline import read_hotline
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
        assert keep_hotline(ledger, read_hotline(path, str), actor="值班岗", now=CUT_OFF) == 3
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
