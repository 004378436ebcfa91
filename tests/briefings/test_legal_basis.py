"""Each law once, its articles in order."""

from briefings.legal_basis import merged


def test_articles_of_a_law_are_brought_together_in_order():
    found = merged(
        [
            "《劳动合同法》第八十五条",
            "《刑法》第二百七十六条之一；《劳动合同法》第三十条",
            "《劳动合同法》第八十五条、第四条",
        ]
    )
    assert found == ("《劳动合同法》第四条、第三十条、第八十五条", "《刑法》第二百七十六条之一")


def test_what_is_no_article_is_kept_as_it_stands():
    assert merged(["人社部发〔2021〕56号", "《工会法》", "人社部发〔2021〕56号"]) == (
        "人社部发〔2021〕56号",
        "《工会法》",
    )
