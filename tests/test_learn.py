"""Learning: near duplicates, classifiers in time order beside their baseline, and forecasts that are honest."""

import datetime
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import RandomForestClassifier

from eventcode.analysis import duplicates
from eventcode.analysis.learn import (
    event_classifier,
    forecast,
    monthly_dyads,
    near_duplicates,
    relevance_filter,
    time_folds,
    train,
)
from eventcode.event import Story

DAY = datetime.date(2019, 5, 13)

# Near duplicates ------------------------------------------------------------------------------------------------------

REPORT = "The foreign minister of Ruritania condemned the shelling of the border town and called for talks on Friday."
OTHER = "Farmers blocked the motorway near the capital with tractors to protest against the price of diesel."


def story(name, text, days=0):
    return Story(name, DAY + datetime.timedelta(days), text)


def test_near_duplicates_of_a_small_corpus():
    stories = [
        story("e", OTHER, 2),
        story("a", REPORT),
        story("b", REPORT.upper() + " More follows.", 1),
        story("c", REPORT.replace("Friday", "Saturday"), 2),
        story("d", REPORT, 9),
        story("f", ""),
    ]
    found = near_duplicates(stories, days=3)
    assert list(found.id) == ["a", "f", "b", "c", "e", "d"]
    assert list(found.group) == ["a", "f", "a", "a", "e", "d"]
    assert list(found.duplicate) == [False, False, True, True, False, False]
    assert list(found.similarity.notna()) == [True, False, True, True, False, False]
    assert found.similarity.max() < 1
    assert near_duplicates(stories, days=9).group.iloc[5] == "a"
    assert not near_duplicates(stories, threshold=1, days=3).duplicate.any()


def test_near_duplicates_chain():
    texts = [
        OTHER,
        OTHER + " Police looked on and did not step in.",
        OTHER + " Police looked on and did not step in. " + REPORT,
    ]
    pairs = [near_duplicates([story("1", one), story("2", two)], threshold=0.75).similarity.notna().all()
             for one, two in ((texts[0], texts[1]), (texts[1], texts[2]), (texts[0], texts[2]))]  # fmt: skip
    assert pairs == [True, True, False]
    assert set(near_duplicates([story(str(n), text) for n, text in enumerate(texts)], threshold=0.75).group) == {"0"}


def test_near_duplicates_of_nothing_and_of_wrong_input():
    assert list(near_duplicates([]).columns) == ["id", "date", "group", "duplicate", "similarity"]
    with pytest.raises(ValueError, match="the id 'a' stands there twice"):
        near_duplicates([story("a", "x"), story("a", "y")])
    with pytest.raises(ValueError, match="the stories have no column text"):
        near_duplicates(pd.DataFrame({"id": ["a"], "date": [DAY]}))
    with pytest.raises(ValueError, match="threshold is 0"):
        near_duplicates([], threshold=0)


WORDS = st.lists(
    st.sampled_from("police troops rebels talks border shelled signed the a on Friday".split()), max_size=12
)
CORPUS = st.lists(st.tuples(WORDS.map(" ".join), st.integers(0, 9)), max_size=12)


@given(CORPUS)
@settings(max_examples=25, deadline=None)
def test_near_duplicates_of_any_corpus(corpus):
    stories = [story(f"{number:02}", text, days) for number, (text, days) in enumerate(corpus)]
    found = near_duplicates(stories)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(duplicates, "BLOCK", 2)
        pd.testing.assert_frame_equal(near_duplicates(list(reversed(stories))), found)
    assert sorted(found.id) == [one.id for one in stories]
    firsts = found[~found.duplicate]
    assert list(firsts.id) == list(firsts.group)
    assert set(found.group) == set(firsts.id)
    assert (found.similarity.notna() == found.group.duplicated(keep=False)).all()
    assert found.similarity.dropna().between(0.8 - 1e-6, 1).all()
    for text, days in {(text, days) for text, days in corpus if text}:
        same = found[found.id.isin([f"{n:02}" for n, one in enumerate(corpus) if one == (text, days)])]
        assert same.group.nunique() == 1


# Folds in time --------------------------------------------------------------------------------------------------------


def test_time_folds_by_hand():
    days = [1, 1, 2, 3, 3, 3, 4, 5]
    dates = [f"2019-05-{day:02}" for day in days]
    found = [(train_.tolist(), test.tolist()) for train_, test in time_folds(dates, 2)]
    assert found == [([0, 1, 2], [3, 4, 5]), ([0, 1, 2, 3, 4, 5], [6, 7])]
    with pytest.raises(ValueError, match="5 folds need at least 6 different days; there are 5"):
        list(time_folds(dates, 5))


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40), st.integers(1, 6))
def test_time_folds_of_any_days(offsets, folds):
    dates = np.array([np.datetime64(DAY) + offset for offset in offsets])
    if len(set(offsets)) <= folds:
        return
    cuts = list(time_folds(dates, folds))
    assert len(cuts) == folds
    tested = []
    for training, testing in cuts:
        assert len(training) and len(testing)
        assert dates[training].max() < dates[testing].min()
        tested += testing.tolist()
    assert len(tested) == len(set(tested))
    assert sorted([*cuts[0][0].tolist(), *tested]) == list(range(len(dates)))


# Classifiers ----------------------------------------------------------------------------------------------------------

FIGHT = [
    "Troops shelled the town",
    "Rebels attacked a convoy",
    "Jets bombed the airport",
    "Gunmen opened fire on police",
]
MEET = [
    "The ministers met in Oslo",
    "Leaders held talks on trade",
    "Envoys discussed the treaty",
    "The two sides met again",
]
SPORT = [
    "The striker scored twice",
    "The team won the cup final",
    "The coach praised his keeper",
    "Fans cheered the goal",
]


def corpus(*kinds, repeats=10):
    """Texts of each kind in turn, one a day, and the number of the kind."""
    rows = [(f"{kind[(n + k) % len(kind)]} {n % 7}", k, DAY + datetime.timedelta(n))
            for n in range(repeats) for k, kind in enumerate(kinds)]  # fmt: skip
    return tuple(zip(*rows, strict=True))


def test_relevance_filter_learns_and_says_how_well():
    texts, kinds, dates = corpus(FIGHT, SPORT)
    learned = relevance_filter(texts, [kind == 0 for kind in kinds], dates, folds=3)
    assert learned.classes == [False, True]
    assert learned.predict(["Rebels shelled a convoy", "The striker scored a goal"]) == [True, False]
    chances = learned.probability(["Rebels shelled a convoy", "The striker scored a goal"])
    assert chances[True][0] > 0.7 > 0.3 > chances[True][1]
    assert np.allclose(chances.sum(axis=1), 1)
    scores = learned.scores
    assert list(scores.columns) == ["train_until", "test_from", "test_to", "n_train", "n_test", "accuracy", "f1",
                                    "baseline_accuracy", "baseline_f1", "precision_average",
                                    "baseline_precision_average"]  # fmt: skip
    assert (scores.train_until < scores.test_from).all()
    assert scores.f1.mean() > scores.baseline_f1.mean()
    assert (scores.baseline_accuracy == 0.5).all()
    assert learned.summary().startswith(
        "3 folds, 14 texts tested: accuracy 1.00 (baseline 0.50), F1 1.00 (baseline 0.33)"
    )
    assert learned.predict([]) == [] and len(learned.probability([])) == 0


def test_what_a_classifier_goes_by():
    texts, kinds, dates = corpus(FIGHT, SPORT)
    telling = relevance_filter(texts, [kind == 0 for kind in kinds], dates, folds=2).telling(30)
    words = {label: set(rows.words) for label, rows in telling.groupby("label")}
    assert "troops" in words[True] and "scored" in words[False]
    assert words[True].isdisjoint(words[False])


def test_event_classifier_on_hand_coded_events():
    texts, kinds, dates = corpus(FIGHT, MEET, SPORT)
    roots = ["19", "04", ""]
    events = pd.DataFrame(
        {"sentence": texts, "root": [roots[kind] for kind in kinds], "date": pd.to_datetime(list(dates))}
    )
    learned = event_classifier(events, folds=3)
    assert learned.classes == ["04", "19"]
    assert learned.predict(["The envoys met in Oslo", "Jets shelled the airport"]) == ["04", "19"]
    assert learned.scores.n_test.sum() + learned.scores.n_train[0] == 20
    with pytest.raises(ValueError, match="the events have no column verb; there are sentence, root, date"):
        event_classifier(events, label="verb")


def test_nothing_to_learn_scores_as_the_baseline():
    """Labels that have nothing to do with the words: the mean score stays near the baseline's."""
    draw = np.random.default_rng(1)
    texts = [" ".join(draw.choice(list("abcdefgh"), 6)) + " filler" for _ in range(200)]
    learned = train(texts, draw.integers(0, 2, 200), [DAY + datetime.timedelta(n) for n in range(200)], folds=4)
    assert abs(learned.scores.accuracy.mean() - learned.scores.baseline_accuracy.mean()) < 0.15


def test_training_without_dates_is_shuffled():
    texts, kinds, _ = corpus(FIGHT, MEET, SPORT)
    learned = train(texts, kinds, folds=3)
    assert list(learned.scores.columns) == ["n_train", "n_test", "accuracy", "f1", "baseline_accuracy", "baseline_f1"]
    assert learned.scores.n_test.sum() == 30


def test_training_on_wrong_input():
    texts, kinds, dates = corpus(FIGHT, SPORT)
    with pytest.raises(ValueError, match="20 texts, 3 labels; there must be one of each"):
        train(texts, kinds[:3])
    with pytest.raises(ValueError, match="all texts have the same label"):
        train(texts, [1] * 20)
    with pytest.raises(ValueError, match="a label has only 1 texts, too few for 5 folds"):
        train(texts, [1] * 19 + [0])
    with pytest.raises(ValueError, match="no fold has two labels to train on"):
        train(texts, [1] * 19 + [0], dates, folds=3)


# Forecasts ------------------------------------------------------------------------------------------------------------


def table(rows):
    """A table of events from ``(actor, target, day, quad class)``."""
    frame = pd.DataFrame(rows, columns=["actor", "target", "date", "quad_class"])
    return frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[s]"), date_precision="day")


def test_monthly_dyads_by_hand():
    rows = [("VENGOV", "USA", "2019-01-31", 4), ("VEN", "USAMIL", "2019-01-01", 1), ("VEN", "USA", "2019-04-02", 4),
            ("RUS", "TUR", "2019-03-05", 3), ("---REB", "USA", "2019-03-05", 4)]  # fmt: skip
    panel = monthly_dyads(table(rows))
    assert list(panel.columns) == ["actor", "target", "month", "n", "verbal_cooperation", "material_cooperation",
                                   "verbal_conflict", "material_conflict"]  # fmt: skip
    found = [(row.actor, row.month.strftime("%Y-%m"), row.n, row.verbal_conflict, row.material_conflict)
             for row in panel.itertuples()]  # fmt: skip
    assert found == [("RUS", "2019-03", 1, 1, 0), ("RUS", "2019-04", 0, 0, 0), ("VEN", "2019-01", 2, 0, 1),
                     ("VEN", "2019-02", 0, 0, 0), ("VEN", "2019-03", 0, 0, 0), ("VEN", "2019-04", 1, 0, 1)]  # fmt: skip
    coarse = table(rows).assign(date_precision="year")
    assert len(monthly_dyads(coarse)) == 0
    with pytest.raises(ValueError, match="the events have no column quad_class"):
        monthly_dyads(coarse.drop(columns="quad_class"))


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("XY"), st.dates(DAY, DAY + datetime.timedelta(300)),
                          st.integers(1, 4)), max_size=30))  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_months_hold_every_event(rows):
    panel = monthly_dyads(table(rows), key=str)
    assert panel.n.sum() == len(rows)
    assert (panel.iloc[:, 4:].sum(axis=1) == panel.n).all()
    assert not panel.duplicated(["actor", "target", "month"]).any()
    assert (panel.groupby(["actor", "target"]).month.max() == panel.month.max()).all()


def simulated(signal, months=60, dyads=14, seed=0):
    """Events of dyads whose threats foretell next month's conflict (``signal``), or do not."""
    draw, rows = np.random.default_rng(seed), []
    for dyad in range(dyads):
        threats = 0
        for month in range(months):
            first = datetime.date(2010 + month // 12, month % 12 + 1, 1)
            conflict = draw.poisson(1 + 3 * threats if signal else 2)
            threats = draw.poisson(1.0)
            for quad, count in ((4, conflict), (3, threats), (1, draw.poisson(2))):
                rows += [(f"A{dyad:02}", "ZZZ", first, quad)] * count
    return table(rows)


def test_a_forecast_that_beats_persistence():
    told = forecast(simulated(signal=True))
    assert told.best_baseline in ("persistence", "level")
    assert told.beats_baselines
    assert told.scores.brier["model"] < told.scores.brier[["base_rate", "persistence", "level"]].min()
    assert told.scores.auc["model"] > 0.8
    assert told.verdict.startswith(f"the model beats the best baseline ({told.best_baseline}): Brier score 0.")
    assert told.weights.index[0] in ("now: verbal_conflict", "now: material_conflict")
    assert told.weights["now: verbal_conflict"] > 0 > told.weights["now: material_conflict"]


def test_a_forecast_that_has_nothing_to_go_by():
    told = forecast(simulated(signal=False))
    assert not told.beats_baselines
    assert "does not beat the best baseline" in told.verdict
    assert told.scores.auc["persistence"] > 0.6, "mean reversion alone looks like skill"


def test_forecasts_are_of_later_months_than_was_known():
    events = simulated(signal=True, months=30, dyads=6)
    told = forecast(events, min_events=5)
    assert told.predictions.month.min() > pd.Timestamp(2011, 1, 1)
    assert told.predictions.month.max() == pd.Timestamp(2012, 6, 1) == events.date.max()
    assert set(told.next_month.month) == {pd.Timestamp(2012, 7, 1)}
    assert len(told.next_month) == 6
    assert told.next_month.probability.is_monotonic_decreasing
    counts = monthly_dyads(events).set_index(["actor", "target", "month"]).material_conflict
    for row in told.predictions.sample(20, random_state=0).itertuples():
        now = counts[row.actor, row.target, row.month - pd.offsets.MonthBegin()]
        assert row.rose == (counts[row.actor, row.target, row.month] > now)


def test_the_future_changes_no_forecast():
    """Forecasts of a month are the same whether or not the months after it are known."""
    events = simulated(signal=True, months=30, dyads=6)
    until = pd.Timestamp(2012, 1, 1)
    whole = forecast(events, train_share=0.5, refit=1).predictions
    cut = forecast(events[events.date < until], train_share=0.6, refit=1).predictions
    both = whole.merge(cut, on=["actor", "target", "month"], suffixes=("", "_cut"))
    assert len(both) > 10
    assert np.allclose(both.model, both.model_cut)
    assert np.allclose(both.persistence, both.persistence_cut)


def test_baselines_by_hand():
    """One dyad with 1, 0, 1, 0, ... conflicts a month: it rises from 0 and falls from 1, always."""
    rows = [("A", "B", datetime.date(2010 + month // 12, month % 12 + 1, 2), 4) for month in range(0, 40, 2)]
    rows += [("A", "B", datetime.date(2010 + month // 12, month % 12 + 1, 3), 1) for month in range(40)]
    told = forecast(table(rows), min_events=1, refit=100)
    # Trained on months 0 to 18, which rise 9 times of 19: from level 0 in 9 of 9, with one case of 9/19 added.
    risen = told.predictions[told.predictions.rose]
    assert set(told.predictions.base_rate.round(6)) == {round(9 / 19 + (9 / 19 - 9 / 19), 6)}
    assert risen.level.iloc[0] == pytest.approx((9 + 9 / 19) / 10)
    assert risen.persistence.iloc[0] == pytest.approx((9 + 9 / 19) / 10)
    assert told.scores.accuracy.drop("base_rate").eq(1).all()


def test_any_classifier_can_forecast():
    told = forecast(simulated(signal=True, months=24, dyads=4), model=RandomForestClassifier(10, random_state=0))
    assert len(told.weights) == 0
    assert math.isfinite(told.gain)


def test_too_few_months_for_a_forecast():
    with pytest.raises(ValueError, match="there are 1 months of dyads with 10 events or more"):
        forecast(simulated(signal=True, months=3, dyads=2))
    calm = simulated(signal=True, months=24, dyads=2)
    with pytest.raises(ValueError, match="material conflict never rises in the months for training"):
        forecast(calm[calm.quad_class != 4])
