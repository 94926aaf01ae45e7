"""Gold in its three forms, and what a coding scores against it."""

import datetime
import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcode.analysis import formats
from eventcode.analysis.gold import (
    Case,
    Coding,
    Gold,
    Label,
    act_form,
    as_coding,
    changes,
    compared,
    confusion,
    costs,
    dates,
    examples,
    forgiving,
    groups,
    judge,
    levels,
    quiet,
    read_coding,
    read_gold,
    read_scores,
    right,
    roots,
    scores_of,
    write_scores,
    write_tuples,
)  # fmt: skip
from eventcode.analysis.gold.__main__ import main as make_labels
from eventcode.analysis.gold.standoff import find_spans, part_of, part_of_line, sentence_hash
from eventcode.analysis.table import TableError, to_frame
from eventcode.event import Event, Story

HERE = Path(__file__).parent / "gold"
DAY = datetime.date(2019, 5, 13)

LINES = [
    {"id": "a", "date": "2019-05-13", "text": "One.", "events": [["2019-05-11", "VENOPP", "036", "USAMIL"]]},
    {"id": "b", "date": "2019-05-14", "text": "Two.", "dateline": "OSLO",
     "events": [["2012-01-01", "RUS", "192", "YUG", "year"], ["2019-05-14", "RUS", "195", "YUG"]]},
    {"id": "c", "date": "2019-05-14", "text": "Three.", "events": []},
    {"id": "d", "date": "2019-05-14", "text": "Four.", "events": [], "eval": False},
    {"id": "e", "date": "2019-05-14", "title": "Five", "dateline": "ROME", "events": [
        {"sentence": 2, "source": "FRA", "code": "111", "target": "TUR", "date": "2019-05-14", "precision": "day",
         "alt_codes": ["112"], "alt_sources": ["EUR"], "source_text": "It", "act_text": "scolded",
         "target_text": "Turkey"}],
     "paragraphs": [["France spoke."], ["It scolded Turkey.", "Rain fell."]]},
]  # fmt: skip


def write(path, lines=LINES):
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    return path


@pytest.fixture
def gold(tmp_path):
    return read_gold(write(tmp_path / "mine-develop.jsonl"))


def label(code="190", actor="RUS", target="UKR", day=DAY, **others):
    return Label(day, actor, code, target, **others)


def case(name, *labels, text="Text."):
    return Case(Story(name, DAY, text), labels, (text,))


def table(*events):
    return to_frame(Event(story, 0, day, actor, code, target) for story, day, actor, code, target in events)


# Reading --------------------------------------------------------------------------------------------------------------


def test_a_gold_file(gold):
    assert [story.dateline for story in gold.stories] == ["", "OSLO", "", "ROME"]
    assert gold.events["date_precision"].tolist() == ["day", "year", "day", "day"]
    assert gold.events["root"].tolist() == ["03", "19", "19", "11"]
    assert gold.sentences["n"].tolist() == [1, 2, 0, 1]
    assert list(gold.named) == ["mine/develop"]
    assert len(gold.cases) == 5 and len(gold.scored) == 4


def test_an_article(gold):
    article = gold.cases[-1]
    assert article.story.title == "Five" and article.story.text == "France spoke.\n\nIt scolded Turkey. Rain fell."
    assert article.sentences == ("Five", "France spoke.", "It scolded Turkey.", "Rain fell.")
    event = gold.events.iloc[-1]
    assert (event["sentence_id"], event["sentence"]) == (2, "It scolded Turkey.")
    assert (event["actor_text"], event["action_text"], event["target_text"]) == ("It", "scolded", "Turkey")


@pytest.mark.parametrize(
    "line",
    ['{"id": "a"', '{"id": "a", "date": "2019-05-13", "text": "x", "events": [["2019-05-11", "VEN"]]}', '[1]',
     '{"id": "a", "date": "2019-13-13", "text": "x", "events": []}',
     '{"id": "b", "date": "2019-05-13", "text": "x", "events": [["2019-05-11", "ven", "190", "USA"]]}',
     '{"id": "b", "date": "2019-05-13", "text": "x", "events": [["2019-05-11", "VEN", "999", "USA"]]}',
     '{"id": "b", "date": "2019-05-13", "text": "x", "events": [["2019-05-11", "VEN", "190", "USA", "hour"]]}',
     '{"id": "b", "date": "2019-05-13", "text": "x y", "events": [{"source": "VEN", "code": "190", "target": "USA",'
     ' "date": "2019-05-13", "source_text": "x", "act_text": "z", "target_text": "y"}]}',
     '{"id": "b", "date": "2019-05-13", "text": "x y", "events": [{"source": "VEN", "code": "190", "target": "USA",'
     ' "date": "2019-05-13", "source_span": [0, 1], "act_span": [1, 2], "target_span": [2, 3]}]}'],
)  # fmt: skip
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINES[0]) + "\n" + line)
    with pytest.raises(TableError, match="gold.jsonl, line 2: .*; a line holds"):
        read_gold(path)


def test_an_id_given_twice_is_told(tmp_path):
    with pytest.raises(TableError, match="'a'.*its own"):
        read_gold(write(tmp_path / "gold.jsonl", [LINES[0], LINES[0]]))


def test_a_folder_and_its_parts(tmp_path):
    (tmp_path / "own").mkdir()
    write(tmp_path / "own" / "train.jsonl", LINES[:2])
    write(tmp_path / "own" / "articles-measure.jsonl", LINES[4:])
    write(tmp_path / "own" / "second.jsonl", LINES)
    gold = read_gold(tmp_path)
    assert list(gold.named) == ["articles/measure", "own/train"]
    assert len(read_gold(tmp_path, part="train").cases) == 2
    assert len(read_gold(tmp_path, part=["train", "measure"]).cases) == 3
    (tmp_path / "own" / "train.jsonl").rename(tmp_path / "own" / "some.jsonl")
    assert list(read_gold(tmp_path).named) == ["articles/measure"]


def test_a_folder_without_gold(tmp_path):
    with pytest.raises(TableError, match="no gold in this folder; its files are named after a part"):
        read_gold(tmp_path)


# Labels that stand apart ----------------------------------------------------------------------------------------------


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.jsonl"
    assert make_labels([str(HERE / "coded.jsonl"), "--lines", str(HERE / "news.txt"), "-o", str(path)]) == 0
    return path


def test_labels_hold_no_word_of_the_text(labels):
    written = labels.read_text()
    for line in (HERE / "news.txt").read_text().splitlines():
        assert not [word for word in line.split() if len(word) > 4 and word in written]
    assert "note" not in written and "_text" not in written


def test_labels_are_joined_with_their_text(labels):
    gold, whole = read_gold(labels, HERE / "news.txt"), read_gold(HERE / "coded.jsonl")
    assert gold.stories == whole.stories
    assert gold.events.equals(whole.events)
    assert gold.events["actor_text"].tolist() == [
        "Ruritanian troops", "Borduria's president", "Envoys of Syldavia", "Borduria"
    ]  # fmt: skip
    assert [case.labels for case in gold.cases] == [case.labels for case in whole.cases]
    assert [case.has_text for case in gold.cases] == [True, True, True, False]
    assert [case.scored for case in gold.cases] == [True, True, True, False]
    assert gold.cases[0].part == part_of_line(0)


def test_labels_load_without_text(labels):
    gold = read_gold(labels)
    assert gold.stories == () and len(gold.events) == 4
    assert set(gold.events["actor_text"]) == {""}


def test_spans_are_checked_against_the_text(labels, tmp_path):
    record = json.loads(labels.read_text().splitlines()[0])
    for span in ([0, 400], [5, 5], [17, 19], [-3, 4]):
        record["events"][0]["act_span"] = span
        with pytest.raises(TableError, match="line 1: the span"):
            read_gold(write(tmp_path / "bad.jsonl", [record]), HERE / "news.txt")


def test_a_hash_forgives_blanks_alone():
    assert sentence_hash(" One  two.\n") == sentence_hash("One two.") != sentence_hash("One two")


def test_spans_are_those_next_to_the_act():
    text = "Russia said the US had left, but Russia met US envoys."
    words = [text[slice(*span)] for span in find_spans(text, "Russia", "met", "US")]
    assert words == ["Russia", "met", "US"]
    assert find_spans(text, "Russia", "met", "US") == ((33, 39), (40, 43), (44, 46))
    assert find_spans("Russians met US men in Russia", "Russia", "met", "US")[0] == (23, 29)
    with pytest.raises(ValueError, match="'China' is not in the sentence"):
        find_spans(text, "China", "met", "US")


def test_parts_are_drawn_by_name():
    parts = [part_of_line(number) for number in range(50_000)]
    assert all(len(set(parts[at : at + 50])) == 1 for at in range(0, len(parts), 50))
    assert parts.count("train") / len(parts) == pytest.approx(0.6, abs=0.05)
    assert parts[0] == part_of("block 0") == part_of_line(49)


# Accepted codes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "codes",
    [("USA", "USAGOV", "USACVL", "USAGOVMIL"), ("IGO", "IGOUNO", "IGOEUREEC"), ("PHLREB", "PHLSEP", "PHLINS"),
     ("YUGMIL", "SRBMIL"), ("NGO", "NGOHRI")],
)  # fmt: skip
def test_actors_accepted_for_each_other(codes):
    assert len(set(map(forgiving, codes))) == 1


def test_actors_and_acts_that_differ():
    assert len(set(map(forgiving, ("VEN", "VENOPP", "VENMIL", "USA", "IGO", "NGO")))) == 6
    assert [act_form(code) for code in ("192", "1951", "1952", "195", "193", "190")] == [
        "190", "195", "195", "195", "193", "190"
    ]  # fmt: skip


# Scoring --------------------------------------------------------------------------------------------------------------


def counts(verdicts, level):
    return levels(verdicts, resamples=0).loc[level, ["right", "gold", "coded"]].tolist()


def test_scores_by_hand(gold):
    coded = table(
        ("a", datetime.date(2019, 5, 11), "VENOPP", "036", "USAMIL"),
        ("b", datetime.date(2012, 1, 1), "RUSGOV", "190", "SRB"),
        ("b", datetime.date(2012, 1, 1), "RUSMIL", "190", "SRB"),
        ("c", DAY, "FRA", "010", "DEU"),
        ("d", DAY, "FRA", "010", "DEU"),
        ("e", DAY, "EUR", "112", "TURGOV"),
    )
    verdicts = judge(gold, coded)
    assert counts(verdicts, "root") == [3, 3, 4]
    assert counts(verdicts, "code") == [3, 4, 4]
    assert counts(verdicts, "dyad") == [3, 3, 5]
    assert counts(verdicts, "tuple") == [3, 4, 5]
    assert counts(verdicts, "date") == [2, 4, 5]
    row = levels(verdicts, resamples=0).loc["tuple"]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([3 / 5, 3 / 4, 2 / 3])
    assert quiet(verdicts) == (0, 1) and dates(verdicts) == (2, 3)
    assert right(gold, coded).tolist() == [True, True, False, False, False, True]


def test_alternatives_are_paired_to_the_most_right():
    gold = Gold((case("a", label("190", actions=("193",)), label("194", actions=("190",))),))
    assert counts(judge(gold, table(("a", DAY, "RUS", "190", "UKR"), ("a", DAY, "RUS", "193", "UKR"))), "tuple") == [
        2, 2, 2
    ]  # fmt: skip
    assert counts(judge(gold, table(("a", DAY, "RUS", "190", "UKR"))), "tuple") == [1, 2, 1]
    assert counts(judge(gold, table(("a", DAY, "RUS", "195", "UKR"))), "tuple") == [0, 2, 1]


def test_roots_by_hand():
    gold = Gold((case("a", label("190"), label("111", target="FRA")), case("b", label("193"))))
    verdicts = judge(gold, table(("a", DAY, "RUS", "190", "UKR"), ("a", DAY, "RUS", "120", "FRA"),
                                 ("b", DAY, "RUS", "194", "UKR")))  # fmt: skip
    by_tuple, by_root = (roots(verdicts, level, resamples=0) for level in ("tuple", "root"))
    assert by_tuple.loc[["11", "12", "19"], ["right", "gold", "coded"]].values.tolist() == [
        [0, 1, 0], [0, 0, 1], [1, 2, 2]
    ]  # fmt: skip
    assert by_root.loc["19", "f1"] == 1 and by_tuple.loc["19", "f1"] == 0.5
    assert by_tuple.loc["19", "label"] == "Fight"


def test_groups_by_hand():
    styles = [{"style": "a"}, {"style": "a", "coder": "x"}, {"style": "b"}]
    cases = [Case(Story(str(n), DAY, "."), (label(),), (".",), traits=style) for n, style in enumerate(styles)]
    found = groups(judge(Gold(tuple(cases)), table(("0", DAY, "RUS", "190", "UKR"))), resamples=0)
    assert found.index.tolist() == ["style: a", "style: b"]
    assert found["cases"].tolist() == [2, 1] and found["recall"].tolist() == [0.5, 0]


def test_intervals_hold_the_figure_and_are_seeded():
    gold = Gold(tuple(case(str(n), label()) for n in range(40)))
    verdicts = judge(gold, table(*((str(n), DAY, "RUS", "190", "UKR") for n in range(0, 40, 2))))
    row = levels(verdicts).loc["tuple"]
    assert row["recall_low"] < row["recall"] == 0.5 < row["recall_high"]
    assert row["precision_low"] == row["precision_high"] == 1
    assert levels(verdicts).equals(levels(verdicts))
    assert not levels(verdicts, resamples=15).equals(levels(verdicts, resamples=15, seed=1))


def test_nothing_coded_and_nothing_to_code():
    gold, nothing = Gold((case("a", label()),)), table()
    assert levels(judge(gold, nothing))["f1"].tolist() == [0] * 5
    assert levels(judge(Gold((case("a"),)), nothing))["f1"].tolist() == [0] * 5
    assert levels(())["f1"].tolist() == [0] * 5 and len(roots(())) == 0
    assert math.isnan(quiet(judge(gold, nothing)).rate)
    assert quiet(judge(Gold((case("a"),)), nothing)) == (1, 1)


# Errors ---------------------------------------------------------------------------------------------------------------

ONE = label("193", "RUSMIL", "UKRMIL")


@pytest.mark.parametrize(
    "event, kind",
    [(("RUSMIL", "193", "UKRMIL", "2019-05-12"), "wrong day"),
     (("RUSMIL", "194", "UKRMIL"), "wrong code, right root"), (("RUSMIL", "111", "UKRMIL"), "wrong root"),
     (("UKRMIL", "193", "RUSMIL"), "turned round"), (("RUSREB", "193", "UKRMIL"), "wrong actor"),
     (("RUSMIL", "194", "UKRCOP"), "wrong target"), (("RUSREB", "190", "UKRCOP"), "both actors wrong"),
     (("RUSREB", "111", "UKRCOP"), "missed beside others")],
)  # fmt: skip
def test_classes_of_error(event, kind):
    actor, code, target, *day = event
    coded = table(("a", datetime.date.fromisoformat(day[0]) if day else DAY, actor, code, target))
    verdicts = judge(Gold((case("a", ONE),)), coded)
    assert costs(verdicts).loc[kind, "events"] == 1
    assert kind in examples(verdicts, 1)["error"].tolist()


def test_missed_and_false():
    gold = Gold((case("a", ONE), case("b"), case("c", ONE)))
    verdicts = judge(gold, table(("b", DAY, "RUS", "111", "UKR"), ("c", DAY, "RUSMIL", "193", "UKRMIL"),
                                 ("c", DAY, "FRA", "111", "DEU")))  # fmt: skip
    found = costs(verdicts)
    kinds = ["missed, nothing coded", "false in a quiet sentence", "false beside others"]
    assert found.loc[kinds, "events"].tolist() == [1, 1, 1] and found["events"].sum() == 3
    assert found.loc["missed, nothing coded", "gain"] == pytest.approx(4 / 6 - 2 / 5)
    assert found.loc["false in a quiet sentence", "gain"] == pytest.approx(2 / 4 - 2 / 5)
    mixed = confusion(verdicts)
    assert mixed.loc["19", "19"] == 1 and mixed.loc["none", "19"] == 1 and mixed.loc["11", "none"] == 2


# Two codings ----------------------------------------------------------------------------------------------------------


def test_gains_and_losses():
    gold = Gold((case("a", ONE), case("b", ONE), case("c")))
    before = judge(gold, table(("a", DAY, "RUSMIL", "193", "UKRMIL"), ("c", DAY, "FRA", "111", "DEU")))
    now = judge(gold, table(("b", DAY, "RUSMIL", "193", "UKRMIL")))
    found = changes(before, now)
    assert dict(zip(found["story_id"], found["better"], strict=True)) == {"b": 1, "c": 1, "a": -1}
    row = compared(before, now).loc["tuple"]
    assert row["before"] == 0.5 and row["now"] == pytest.approx(2 / 3)
    assert row["low"] <= row["change"] <= row["high"]


def test_scores_are_kept(gold, tmp_path):
    scores = scores_of(judge(gold, table(("a", DAY, "VENOPP", "036", "USAMIL"))))
    write_scores({"mine": scores}, tmp_path / "scores.json")
    kept = read_scores(tmp_path / "scores.json")["mine"]
    assert (kept.cases, kept.events, kept.quiet, kept.dates) == (4, 4, scores.quiet, scores.dates)
    pd.testing.assert_frame_equal(kept.levels, scores.levels.round(4), check_dtype=False)
    pd.testing.assert_frame_equal(kept.confusion, scores.confusion, check_dtype=False)
    assert kept.costs["events"].to_dict() == scores.costs["events"].to_dict()
    write_scores({"mine": scores}, tmp_path / "scores.csv")
    rows = pd.read_csv(tmp_path / "scores.csv", dtype={"of": str})
    assert rows["of"].tolist() == [*scores.levels.index, *scores.roots.index]
    with pytest.raises(TableError, match="json"):
        write_scores({}, tmp_path / "scores.txt")


# Codings of others ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["petrarch", "plover", "phoenix", "eventcode", "parquet", "tuples"])
def test_any_coding_scores_the_same(gold, tmp_path, form):
    events = table(("a", DAY, "VENOPP", "036", "USAMIL"), ("b", DAY, "RUS", "190", "SRB"), ("x", DAY, "A", "190", "B"))
    ours = as_coding(events, gold)
    assert ours.notes == ("1 events of stories that are not in the gold left out",)
    path = tmp_path / {"eventcode": "e.csv", "parquet": "e.parquet", "plover": "e.jsonl"}.get(form, "e.txt")
    if form == "tuples":
        write_tuples(path, [case.story.id for case in gold.scored], ours)
    elif form in ("eventcode", "parquet"):
        from eventcode.analysis.table import write_events

        write_events(events, path)
    else:
        getattr(formats, f"write_{form}")(events.assign(sentence_id=1), path)
    assert levels(judge(gold, read_coding(path, gold))).equals(levels(judge(gold, ours)))


def test_icews_by_the_number_of_the_story(tmp_path):
    gold = read_gold(write(tmp_path / "gold.jsonl", [{**LINES[1], "id": "17"}]))
    path = tmp_path / "icews.tab"
    names = ("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
             "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number")  # fmt: skip
    cells = ("1", "2019-05-14", "Russia", "NULL", "Russian Federation", "Fight", "190", "-10", "Serbia", "NULL",
             "Serbia", "17", "1")  # fmt: skip
    path.write_text("\t".join(names) + "\n" + "\t".join(cells) + "\n")
    assert counts(judge(gold, read_coding(path, gold)), "tuple") == [1, 2, 1]


def test_plover_without_cameo_is_compared_by_category(gold):
    events = table(("a", DAY, "VENOPP", "036", "USAMIL"), ("b", DAY, "RUS", "190", "SRB"))
    events = events.assign(action="", plover=["CONSULT", "ASSAULT"])
    verdicts = judge(gold, as_coding(events, gold))
    assert counts(verdicts, "code")[2] == 2 and verdicts[0].scheme.name == "PLOVER"
    assert roots(verdicts, resamples=0).index.isin(["CONSULT", "ASSAULT", "ACCUSE", "COERCE", "AGREE"]).all()


def test_a_second_coding(tmp_path):
    """Both may accept alternatives, and only what both have read is compared."""
    first = write(tmp_path / "first.jsonl")
    second = [{**LINES[4], "events": [{**LINES[4]["events"][0], "code": "110", "alt_codes": ["111"]}]}, LINES[2]]
    gold = read_gold(first)
    verdicts = judge(gold, read_coding(write(tmp_path / "second.jsonl", second), gold))
    assert len(verdicts) == 2 and counts(verdicts, "date") == [1, 1, 1]


def test_sentences_are_found_by_hash_and_by_text(labels):
    gold = read_gold(labels)
    text = (HERE / "news.txt").read_text().splitlines()[0]
    events = table((sentence_hash(text), DAY, "RURMIL", "194", "BOR"), ("?", DAY, "BOR", "138", "RURMIL"))
    coding = as_coding(events.assign(sentence=["", text]), gold)
    assert {story: len(found) for story, found in coding.labels.items()} == {"a": 2}


def test_an_unknown_form_is_told(tmp_path, gold):
    path = tmp_path / "what.txt"
    path.write_text("hello\n")
    with pytest.raises(formats.FormatError, match="what.txt, line 1.*--format"):
        read_coding(path, gold)
    path.write_text('["a", [["2019-05-11", "VEN"]]]\n')
    with pytest.raises(TableError, match="line 1.*a line holds"):
        read_coding(path, gold)


# Properties -----------------------------------------------------------------------------------------------------------

ACTORS = st.sampled_from(["USA", "USAGOV", "USAMIL", "RUS", "RUSREB", "IGOUNO", "IGO", "YUG", "SRBGOV"])
CODES = st.sampled_from(["010", "036", "040", "042", "111", "112", "190", "192", "193", "195"])
DAYS = st.sampled_from([DAY, datetime.date(2019, 5, 11)])
SOME = st.lists(CODES, max_size=2).map(tuple)
LABELS = st.builds(Label, DAYS, ACTORS, CODES, ACTORS, st.just("day"), st.lists(ACTORS, max_size=1).map(tuple), SOME)
CASES = st.lists(st.lists(LABELS, max_size=4), min_size=1, max_size=4)


def gold_of(cases):
    return Gold(tuple(case(str(n), *labels) for n, labels in enumerate(cases)))


def coding_of(cases):
    return Coding({str(n): tuple(labels) for n, labels in enumerate(cases)})


@given(CASES)
@settings(max_examples=60, deadline=None)
def test_the_gold_itself_is_all_right(cases):
    plain = [[Label(*(getattr(one, name) for name in ("date", "actor", "action", "target"))) for one in labels]
             for labels in cases]  # fmt: skip
    for coded in (cases, plain):
        table = levels(judge(gold_of(cases), coding_of(coded)), resamples=0)
        assert (table["right"] == table["gold"]).all() and (table["right"] == table["coded"]).all()


@given(CASES, CASES, st.randoms())
@settings(max_examples=60, deadline=None)
def test_order_is_no_matter(gold, coded, random):
    whole = levels(judge(gold_of(gold), coding_of(coded)), resamples=0)
    mixed = [[random.sample(labels, len(labels)) for labels in cases] for cases in (gold, coded)]
    assert levels(judge(gold_of(mixed[0]), coding_of(mixed[1])), resamples=0).equals(whole)


@given(CASES, CASES, SOME)
@settings(max_examples=60, deadline=None)
def test_an_alternative_never_makes_an_event_wrong(gold, coded, more):
    before, after = (
        levels(judge(gold_of(cases), coding_of(coded)), resamples=0)["right"]
        for cases in (gold, [[_with(one, more) for one in labels] for labels in gold])
    )
    assert (after >= before).all()


def _with(one, actions):
    return Label(one.date, one.actor, one.action, one.target, one.precision, one.actors, (*one.actions, *actions))


@given(CASES, CASES)
@settings(max_examples=60, deadline=None)
def test_all_events_are_accounted_for(gold, coded):
    verdicts = judge(gold_of(gold), coding_of(coded))
    table = levels(verdicts, resamples=0)
    assert (table["right"] <= table[["gold", "coded"]].min(axis=1)).all()
    assert table.loc["date", "right"] <= table.loc["tuple", "right"]
    paired = [pair for verdict in verdicts for pair in verdict.pairs]
    assert sum(pair[0] is not None for pair in paired) == table.loc["date", "gold"]
    assert sum(pair[1] is not None for pair in paired) == table.loc["date", "coded"]
    assert confusion(verdicts).to_numpy().sum() == len(paired)
