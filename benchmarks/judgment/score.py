"""Scores the whole judgment on the shared sets: even ids or lines (errors were read there) and odd ones (only scored).

python benchmarks/judgment/score.py [news hard duee tipdm cail finnsp] [--write]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from judgment.assess import judge
from judgment.options import JudgmentOptions
from yanpan_domain.codes import Relevance
from yanpan_domain.judgment import Judgment

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("YANPAN_SHARED", HERE.parents[2] / "shared")) / "data"
RESULTS = HERE / "results.json"
TONES = {"negative": -1, "neutral": 0, "positive": 1}
DUEE_KINDS = {"裁员", "解雇", "游行", "罢工"}
# Reasons in duee_set_aside.csv for sentences of ours that bear no label of these kinds: wage claims, lawsuits, lay-offs missed.
DUEE_UNLABELLED = {"labour case of another kind", "lay-off left unlabelled"}
# The labour elements that name one of our issues; the others (procedure, formalities) name none.
CAIL_ISSUES = {
    "LB1": "termination", "LB3": "termination", "LB12": "termination", "LB13": "termination", "LB18": "termination",
    "LB2": "wage_arrears", "LB4": "wage_arrears", "LB14": "pay_terms", "LB5": "employment_status", "LB6": "employment_status",
    "LB7": "employment_status", "LB9": "employment_status", "LB8": "working_time", "LB10": "work_injury", "LB17": "work_injury",
}  # fmt: skip

Half = str
Pairs = list[tuple[Any, Any]]


def macro_f1(pairs: Pairs) -> float:
    """The mean over labels of the F1 of each."""
    labels = sorted({wanted for wanted, _ in pairs})
    return sum(_f1((w == label, told == label) for w, told in pairs) for label in labels) / len(labels)


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    right = wrong = 0
    for wanted, told in pairs:
        right += wanted and told
        wrong += wanted != told
    return 2 * right / (2 * right + wrong) if right else 0.0


def micro_f1(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    """F1 over all labels of all texts."""
    right = wrong = 0
    for wanted, told in pairs:
        right += len(wanted & told)
        wrong += len(wanted ^ told)
    return 2 * right / (2 * right + wrong) if right else 0.0


def accuracy(pairs: Pairs) -> float:
    return sum(wanted == told for wanted, told in pairs) / len(pairs) if pairs else 0.0


def half(number: int) -> Half:
    return "even" if number % 2 == 0 else "odd"


def news_rows() -> Iterator[dict[str, Any]]:
    for name in ("excerpts", "more_a", "more_b"):
        for line in (SHARED / "news_zh" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def news() -> dict[str, Any]:
    """relevance, issues, form, stage and tone on the labelled excerpts."""
    seen: dict[Half, list[tuple[dict[str, Any], Judgment]]] = {"even": [], "odd": []}
    for row in news_rows():
        judged = judge(title=row["title"], text=row["text"], published=row["published"])
        seen[half(int(re.sub(r"\D", "", row["id"])))].append((row, judged))
    return {side: _news_scores(rows) for side, rows in seen.items()}


def _news_scores(rows: Sequence[tuple[dict[str, Any], Judgment]]) -> dict[str, float]:
    disputes = [(row, judged) for row, judged in rows if row["relevance"] == "dispute"]
    return {
        "relevance_macro_f1": macro_f1([(row["relevance"], judged.relevance.value) for row, judged in rows]),
        "issues_micro_f1": micro_f1(
            (set(row["issues"]), {i.code.value for i in judged.issues}) for row, judged in rows
        ),
        "form_micro_f1": micro_f1(
            (set(row["form"]) - {"none"}, {f.value for f in judged.form} - {"none"}) for row, judged in rows
        ),
        "stage_accuracy": accuracy([(row["stage"], judged.stage.value) for row, judged in disputes]),
        "tone_macro_f1": macro_f1([(row["tone"], TONES[judged.tone.label.value]) for row, judged in rows]),
        "texts": len(rows),
    }


def hard() -> dict[str, Any]:
    """Hard negatives: what the excerpts call unrelated, and our own cases; right when not called a dispute."""
    pairs: dict[Half, Pairs] = {"even": [], "odd": []}
    for row in news_rows():
        if row["relevance"] == "unrelated":
            told = judge(title=row["title"], text=row["text"]).relevance
            pairs[half(int(re.sub(r"\D", "", row["id"])))].append((False, told is Relevance.DISPUTE))
    own = [
        line
        for line in (HERE / "hard_negatives.txt").read_text(encoding="utf-8").splitlines()
        if line[:1] not in ("", "#")
    ]
    right = sum(judge(title="", text=line).relevance is Relevance.UNRELATED for line in own)
    return {side: {"not_a_dispute": accuracy(found)} for side, found in pairs.items()} | {
        "own": {"unrelated": right / len(own)}
    }


def duee() -> dict[str, Any]:
    """Labour event or not; sentences where the set's label and our guide part are set aside by id.

    `f1_as_labelled` counts those of them as the set does that tell of labour cases which are none of its kinds of event.
    """
    with (HERE / "duee_set_aside.csv").open(encoding="utf-8") as opened:
        aside = {row["id"]: row["reason"] for row in csv.DictReader(opened)}
    pairs: dict[Half, Pairs] = {"even": [], "odd": []}
    unlabelled: dict[Half, Pairs] = {"even": [], "odd": []}
    for number, line in enumerate((SHARED / "duee" / "train_event.txt").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        reason = aside.get(row["id"])
        if reason is None or reason in DUEE_UNLABELLED:
            wanted = any(kind.split("-")[-1] in DUEE_KINDS for kind in row["label"])
            told = judge(title="", text=row["text1"]).relevance is not Relevance.UNRELATED
            (unlabelled if reason else pairs)[half(number)].append((wanted, told))
    return {
        side: {
            "f1": _f1(found),
            "f1_as_labelled": _f1(found + unlabelled[side]),
            "labour": sum(w for w, _ in found),
        }
        for side, found in pairs.items()
    } | {"set_aside": len(aside)}


def tipdm() -> dict[str, Any]:
    """Citizens' messages: the class of labour and social security, or another."""
    from openpyxl import load_workbook

    sheet = load_workbook(SHARED / "tipdm" / "messages_495.xlsx", read_only=True).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=2, max_row=2000, values_only=True) if row[5]]
    pairs: dict[Half, Pairs] = {"even": [], "odd": []}
    for number, row in enumerate(rows):
        judged = judge(title=str(row[2] or ""), text=str(row[4] or "").strip())
        pairs[half(number)].append((row[5] == "劳动和社会保障", judged.relevance is not Relevance.UNRELATED))
    return {side: {"f1": _f1(found)} for side, found in pairs.items()}


def cail() -> dict[str, Any]:
    """Issues of court stories, sentence by sentence and by whole judgment, on the elements that name an issue."""
    named = set(CAIL_ISSUES.values())
    seen: dict[Half, dict[str, list[tuple[set[str], set[str]]]]] = {
        h: {"sentence": [], "judgment": []} for h in ("even", "odd")
    }
    for number, line in enumerate(
        (SHARED / "cail_labor" / "judgments_1_100.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        sentences = json.loads(line)
        golds = [{CAIL_ISSUES[label] for label in one["labels"] if label in CAIL_ISSUES} for one in sentences]
        for one, gold in zip(sentences, golds, strict=True):
            seen[half(number)]["sentence"].append((gold, _issues(one["sentence"]) & named))
        whole = "\n".join(one["sentence"] for one in sentences)
        seen[half(number)]["judgment"].append((set().union(*golds), _issues(whole) & named))
    return {
        side: {f"{unit}_micro_f1": micro_f1(pairs) for unit, pairs in units.items()} for side, units in seen.items()
    }


def _issues(text: str) -> set[str]:
    return {issue.code.value for issue in judge(title="", text=text).issues}


def finnsp() -> dict[str, Any]:
    """Negative about a company or not; nothing was learned from this set."""
    pairs: dict[Half, Pairs] = {"even": [], "odd": []}
    for number, row in enumerate(json.loads((SHARED / "finnsp" / "train_list.json").read_text(encoding="utf-8"))):
        title = row[1] if row[1] and row[1] != row[2] and len(row[1]) < 60 else ""
        judged = judge(title=title, text=row[2] or row[1])
        pairs[half(number)].append((row[4] == "1", judged.tone.label.value == "negative"))
    return {side: {"accuracy": accuracy(found)} for side, found in pairs.items()}


def snownlp() -> dict[str, Any]:
    """SnowNLP beside our lexicon, on the same excerpts (it has no word for neutral but the middle of its scale)."""
    options = JudgmentOptions(tone="snownlp")
    pairs = [
        (row["tone"], TONES[judge(title=row["title"], text=row["text"], options=options).tone.label.value])
        for row in news_rows()
    ]
    return {"all": {"tone_macro_f1": macro_f1(pairs)}}


SETS: dict[str, Callable[[], dict[str, Any]]] = {
    "news": news, "hard": hard, "duee": duee, "tipdm": tipdm, "cail": cail, "finnsp": finnsp, "snownlp": snownlp,
}  # fmt: skip


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", choices=[*SETS, []], default=[])
    parser.add_argument("--write", action="store_true", help="freeze the figures in results.json")
    asked = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for name in asked.sets or SETS:
        results[name] = rounded(SETS[name]())
        print(name, json.dumps(results[name], ensure_ascii=False))
    if asked.write:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
