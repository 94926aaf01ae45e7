"""The project's own gold loads, keeps the parts apart and is what its datasheet says."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from eventcode import cameo
from eventcode.analysis.gold import PARTS, judge, levels, read_coding, read_gold, read_scores
from eventcode.analysis.gold.printing import counts
from eventcode.analysis.gold.standoff import part_of

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"
FILES = sorted(file for file in GOLD.rglob("*.jsonl") if file.parent.name != "coder")
#: What a label without its text may hold: codes, days, numbers.
STANDOFF = {"id", "hash", "date", "coder", "draw", "part", "eval", "events"}
EVENT = {"source", "code", "target", "date", "precision", "alt_codes", "alt_sources", "alt_targets", "source_span",
         "act_span", "target_span"}  # fmt: skip


@pytest.fixture(scope="module")
def gold():
    return read_gold(GOLD)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(GOLD)))
def test_every_line_loads(path):
    cases = read_gold(path).cases
    assert len(cases) == len(path.read_text(encoding="utf-8").splitlines())
    for case in cases:
        for label in case.labels:
            assert label.date <= case.story.date, case.story.id
            assert label.actor != label.target, case.story.id


@pytest.mark.parametrize("path", sorted((GOLD / "real").rglob("*.jsonl")), ids=lambda path: path.stem)
def test_real_news_stands_apart_from_its_text(path):
    for record in lines(path):
        assert record.keys() <= STANDOFF
        assert re.fullmatch("[0-9a-f]{16}", record["hash"])
        assert all(event.keys() <= EVENT for event in record["events"])


def test_parts(gold):
    """Nothing is in two parts, and each kind is split about three to one to one, the first sentences apart and what was
    drawn to learn from (or to fit by) alone."""
    to_learn = {"unsure", "doubted", "read by frames", "two parties"}
    assert {case.part for case in gold.cases} == set(PARTS)
    hashes = [case.hash for case in gold.cases if case.hash]
    texts = [case.story.text for case in gold.cases if case.has_text]
    assert len(set(hashes)) == len(hashes) and len(set(texts)) == len(texts)
    for kind in ("real", "own"):
        shares = Counter(case.part for case in gold.only(kind).cases if case.traits.get("draw") not in to_learn)
        assert shares["train"] / shares.total() == pytest.approx(0.63, abs=0.06), kind
    for kind in ("own", "articles"):
        assert all(case.part == part_of(case.story.id) for case in gold.only(kind).cases)


def test_roots_are_all_there(gold):
    found = Counter(label.action[:2] for case in gold.only("own").scored for label in case.labels)
    assert {code for code in cameo.codes() if len(code) == 2} == found.keys()
    assert min(found.values()) >= 40


def test_regions_are_all_there(gold):
    regions = Counter(case.traits["region"] for case in gold.only("own").cases)
    assert len(regions) == 5 and min(regions.values()) / regions.total() >= 0.1


def test_own_sentences_are_of_the_years(gold):
    years = [case.story.date.year for kind in ("own", "articles") for case in gold.only(kind).cases]
    assert min(years) >= 1990 and max(years) <= datetime.date(2025, 12, 31).year


def test_counts_are_printed(gold):
    shown = counts(gold)
    assert re.search(r"^real/measure +\d", shown, re.M) and re.search(r"^20 +Use unconventional", shown, re.M)
    assert "own by region: africa" in shown


def test_second_codings_agree():
    """What the datasheet publishes can be computed from the labels, without the text."""
    first = read_gold(GOLD / "real" / "twice" / "first.jsonl")
    verdicts = judge(first, read_coding(GOLD / "real" / "twice" / "second.jsonl", first))
    table = levels(verdicts, resamples=0)
    datasheet = (GOLD / "README.md").read_text(encoding="utf-8")
    for level, f1 in table["f1"].items():
        assert re.search(rf"^\| {level} \|.*\*\*{f1:.2f}\*\*", datasheet, re.M), (level, f1)


def test_scores_are_kept():
    for name in ("own", "real"):
        for scores in read_scores(GOLD / "coder" / f"{name}-scores.json").values():
            assert scores.levels["f1"].between(0, 1).all()
