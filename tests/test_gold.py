"""Gold files as tables, and what a coding scores against them."""

import importlib.util
import json
import math
from pathlib import Path

import pandas as pd
import pytest

from eventcode.analysis.gold import as_sentences, folded, read_gold, scores, silence
from eventcode.analysis.table import TableError

HERE = Path(__file__).parent / "gold"

LINES = [
    {"id": "a", "date": "2019-05-13", "text": "One.", "events": [["2019-05-11", "VENOPP", "036", "USAMIL"]]},
    {"id": "b", "date": "2019-05-14", "text": "Two.", "dateline": "OSLO",
     "events": [["2012-01-01", "RUS", "192", "YUG", "year"], ["2019-05-14", "RUS", "195", "YUG"]]},
    {"id": "c", "date": "2019-05-14", "text": "Three.", "events": []},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in LINES) + "\n\n")
    return read_gold(path)


def test_a_gold_file(gold):
    assert [story.dateline for story in gold.stories] == ["", "OSLO", ""]
    assert gold.events["date_precision"].tolist() == ["day", "year", "day"]
    assert gold.events["root"].tolist() == ["03", "19", "19"]
    assert gold.sentences["n"].tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    "line", ['{"id": "a"', '{"id": "a", "date": "2019-05-13", "text": "x", "events": [["2019-05-11", "VEN"]]}', '[1]',
             '{"id": "a", "date": "2019-13-13", "text": "x", "events": []}']
)  # fmt: skip
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINES[0]) + "\n" + line)
    with pytest.raises(TableError, match="line 2.*a line holds"):
        read_gold(path)


def test_accepted_codes_are_the_same(gold):
    assert folded(gold.events)[["actor", "action", "target"]].values.tolist() == [
        ["VENOPP", "036", "USAMIL"], ["RUS", "190", "SRB"], ["RUS", "195", "SRB"],
    ]  # fmt: skip


def test_scores_by_hand(gold):
    coded = gold.events.iloc[[0, 1, 1]].reset_index(drop=True)
    coded["actor"], coded["action"] = ["VENOPP", "RUSGOV", "RUSMIL"], ["036", "190", "190"]
    table = scores(gold.events, as_sentences(coded))
    assert table.loc["root", ["right", "gold", "coded"]].tolist() == [2, 2, 2]
    assert table.loc["code", ["right", "gold", "coded"]].tolist() == [2, 3, 2]
    assert table.loc["tuple", ["right", "gold", "coded"]].tolist() == [2, 3, 3]
    assert table.loc["tuple", ["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3])


def test_nothing_coded(gold):
    assert scores(gold.events, gold.events.iloc[:0])["f1"].tolist() == [0] * 5
    assert scores(gold.events.iloc[:0], gold.events.iloc[:0])["f1"].tolist() == [0] * 5


def test_silence(gold):
    assert silence(gold.sentences, gold.events) == 1
    assert silence(gold.sentences, gold.events.assign(story_id="c")) == 0
    assert math.isnan(silence(gold.sentences.iloc[:2], gold.events))


@pytest.mark.parametrize("part", ["develop", "measure"])
def test_figures_are_those_of_the_score_script(part):
    spec = importlib.util.spec_from_file_location("score", HERE / "score.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    gold = read_gold(HERE / f"{part}.jsonl")
    coded = dict(map(json.loads, (HERE / "coded.jsonl").read_text(encoding="utf-8").splitlines()))
    table = scores(gold.events, _table(coded, gold))
    for level, expected in script.figures(script.read(part), coded).items():
        assert table.loc[level, ["precision", "recall", "f1"]].tolist() == pytest.approx(expected), level


def _table(coded, gold):
    rows = [(key, *event) for key in gold.sentences["story_id"] for event in coded.get(key, ())]
    frame = pd.DataFrame(rows, columns=["story_id", "date", "actor", "action", "target"])
    return frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[s]"), root=frame["action"].str[:2])
