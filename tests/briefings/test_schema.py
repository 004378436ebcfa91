import json

from pydantic import TypeAdapter

from briefings.compose import compose
from briefings.period import parse_period
from briefings.renderers.json import JsonRenderer
from briefings.schema.published import PATH, text
from tests.briefings import one_ledger
from tests.briefings.corpus import CUT_OFF, a_corpus
from yanpan_domain.briefing import Briefing, Product

ledger = one_ledger.ledger


def test_the_published_schema_is_that_of_the_records():
    assert PATH.read_text(encoding="utf-8") == text()


def test_the_json_form_reads_back_as_the_same_briefing(ledger):
    made = compose(
        a_corpus(6), ledger, product=Product.WEEKLY, period=parse_period(Product.WEEKLY, "2026-W47"), cut_off=CUT_OFF
    )
    content = JsonRenderer().render(made)
    assert json.loads(content)["schema"] == "yanpan-briefing/1"
    assert TypeAdapter(Briefing).validate_json(content) == made


def test_every_key_of_the_json_form_stands_in_the_schema(ledger):
    made = compose(
        a_corpus(6), ledger, product=Product.WEEKLY, period=parse_period(Product.WEEKLY, "2026-W47"), cut_off=CUT_OFF
    )
    published = json.loads(PATH.read_text(encoding="utf-8"))
    known = {name for part in [published, *published["$defs"].values()] for name in part.get("properties", {})}

    def keys(value):
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    assert keys(json.loads(JsonRenderer().render(made))) <= known
