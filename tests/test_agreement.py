"""Agreement between two codings: published and hand-computed figures, and what must hold for any."""

import datetime
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcode.analysis.agreement import (
    LEVELS,
    NONE,
    agreement,
    align,
    cohen_kappa,
    confusion,
    differences,
    forgiving,
    krippendorff_alpha,
    labels,
)
from eventcode.analysis.table import to_frame
from eventcode.event import Event

DAY = datetime.date(2019, 5, 13)


def event(sentence, actor, action, target, day=DAY, story="s"):
    return Event(story, sentence, day, actor, action, target, sentence=f"Sentence {sentence}.")


# The measures ---------------------------------------------------------------------------------------------------------

FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def observed(line):
    return [None if mark == "." else mark for mark in line]


def test_alpha_of_published_examples():
    """The worked examples of Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011)."""
    binary = ("0100000010", "1110010000")
    assert krippendorff_alpha(*binary) == pytest.approx(0.095, abs=5e-4)
    nominal = ("aabbdcccedda", "babbbccceddd")
    assert krippendorff_alpha(*nominal) == pytest.approx(0.692, abs=5e-4)
    assert krippendorff_alpha(*map(observed, FOUR_OBSERVERS)) == pytest.approx(0.743, abs=5e-4)


def test_alpha_by_hand():
    # Coincidences: aa 2, ab 1, ba 1; 3 a and 1 b. Observed 2, expected (4*4 - 3*3 - 1*1) / 3 = 2.
    assert krippendorff_alpha(["a", "a"], ["a", "b"]) == pytest.approx(0)
    # Two units, each coder the other's opposite: 1 - 3 * 4 / (16 - 8).
    assert krippendorff_alpha(["a", "b"], ["b", "a"]) == pytest.approx(-0.5)


def test_kappa_by_hand():
    # Agreed 3 of 4; expected (2*3 + 2*1) / 16 = 1/2; (3/4 - 1/2) / (1 - 1/2).
    assert cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"]) == pytest.approx(0.5)


@pytest.mark.parametrize("measure", [cohen_kappa, krippendorff_alpha])
def test_where_chance_has_no_say(measure):
    assert math.isnan(measure([], []))
    assert math.isnan(measure(["a", "a"], ["a", "a"]))


def test_alpha_wants_lists_of_one_length():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        krippendorff_alpha(["a", "b"], ["a"])


CODERS = st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=2, max_size=30)


@given(CODERS)
def test_measures_of_any_labels(units):
    a, b = zip(*units, strict=True)
    if len({*a, *b}) < 2:
        return
    kappa, alpha = cohen_kappa(a, b), krippendorff_alpha(a, b)
    assert -1 <= kappa <= 1 and -1 <= alpha <= 1
    assert krippendorff_alpha(b, a) == pytest.approx(alpha)
    assert krippendorff_alpha(*[[f"label {x}" for x in side] for side in (a, b)]) == pytest.approx(alpha)
    assert krippendorff_alpha(a, b, [None] * len(a)) == pytest.approx(alpha)
    assert (alpha == pytest.approx(1)) == (a == b)
    assert len(set(a)) < 2 or krippendorff_alpha(a, a) == 1


# The units ------------------------------------------------------------------------------------------------------------

A = [
    event(1, "RUS", "111", "TUR"),
    event(1, "TUR", "036", "RUS"),
    event(2, "USA", "163", "IRN"),
    event(4, "A", "190", "B"),
]
B = [
    event(1, "TUR", "030", "RUS"),
    event(1, "RUS", "111", "TUR"),
    event(3, "USA", "163", "IRN"),
    event(4, "C", "040", "D"),
]


def test_events_are_paired_with_the_most_alike():
    units = align(A, B)
    found = list(zip(units.sentence_id, units.action_a, units.action_b, units.differs, strict=True))
    assert found == [
        (1, "111", "111", ""),
        (1, "036", "030", "action"),
        (2, "163", "", "only a"),
        (3, "", "163", "only b"),
        (4, "190", "", "only a"),
        (4, "", "040", "only b"),
    ]
    assert units.sentence[0] == "Sentence 1."
    assert (units.quad_class_a[0], units.root_b[1]) == (3, "03")


def test_labels_of_each_level():
    units = align(A[:2], B[:2])
    assert [labels(units, level)[0][1] for level in LEVELS] == [
        "03", "036", "1", "TUR RUS", "TUR 036 RUS", "2019-05-13 TUR 036 RUS"]  # fmt: skip
    assert list(labels(align(A[2:3], []), "dyad")[1]) == [NONE]
    with pytest.raises(ValueError, match="unknown level 'verb'; known are root, code, quad, dyad, tuple, date"):
        labels(units, "verb")


def test_agreement_by_hand():
    table = agreement(A[:3], B[:3])
    assert list(table.index) == list(LEVELS)
    assert list(table.units) == [4] * 6
    assert list(table.agreed) == [0.5, 0.25, 0.5, 0.5, 0.25, 0.25]
    assert list(table.f1) == pytest.approx([4 / 6, 2 / 6, 4 / 6, 4 / 6, 2 / 6, 2 / 6])
    # Roots: 11 11, 03 03, 16 none, none 16. Observed 2 of 4, expected 4/16; alpha 1 - 7 * 4 / (64 - 16).
    assert table.kappa["root"] == pytest.approx(1 / 3)
    assert table.alpha["root"] == pytest.approx(1 - 7 * 4 / 48)


def test_sentences_in_which_both_found_nothing():
    read = [("s", number) for number in range(1, 9)]
    units = align(A[:3], B[:3], sentences=read)
    assert len(units) == 4 + 5
    assert list(labels(units, "root")[0][-5:]) == [NONE] * 5
    assert list(units.differs[-5:]) == [""] * 5
    with_empty, without = (agreement(A[:3], B[:3], sentences=given_) for given_ in (read, None))
    assert with_empty.agreed["root"] == pytest.approx(7 / 9)
    assert without.agreed["root"] == 1 / 2
    assert with_empty.f1["root"] == without.f1["root"]
    texts = pd.DataFrame({"story_id": "s", "sentence_id": range(1, 9), "sentence": "Words."})
    assert list(align(A[:3], B[:3], sentences=texts).sentence[[0, 8]]) == ["Sentence 1.", "Words."]
    with pytest.raises(ValueError, match="1 sentences with events are not among .* first sentence 3 of story 's'"):
        align(A[:3], B[:3], sentences=read[:2])


def test_accepted_variants_of_an_actor():
    a, b = [event(1, "USAGOV", "111", "SYRSEP")], [event(1, "USA", "111", "SYRREB")]
    assert agreement(a, b).agreed["tuple"] == 0
    assert agreement(a, b, actors=forgiving).agreed["tuple"] == 1
    codes = {
        "USAGOV": "USA",
        "USAGOVMIL": "USA",
        "IGOUNO": "IGO",
        "VENOPP": "VENOPP",
        "---REB": "---REB",
        "SYRINS": "SYRREB",
    }
    assert {code: forgiving(code) for code in codes} == codes


def test_differences_and_confusion():
    units = align(A, B)
    assert len(differences(units)) == 5
    assert list(differences(units, "root").sentence_id) == [2, 3, 4, 4]
    table = confusion(units)
    assert table.loc["11", "11"] == table.loc["03", "03"] == table.loc["16", NONE] == 1
    assert table.to_numpy().sum() == len(units)


def test_bounds_of_alpha():
    a = [event(n, "RUS", "111" if n % 3 else "036", "TUR") for n in range(30)]
    b = [event(n, "RUS", "111" if n % 4 else "036", "TUR") for n in range(30)]
    table = agreement(a, b, levels=["root"], resamples=200)
    assert table.alpha_low["root"] < table.alpha["root"] < table.alpha_high["root"]
    assert table.equals(agreement(a, b, levels=["root"], resamples=200))


def test_no_events():
    table = agreement([], [])
    assert list(table.units) == [0] * 6
    assert table.drop(columns="units").isna().all(axis=None)
    assert len(align([], [], sentences=[("s", 1)])) == 1


def test_a_table_that_is_no_coding():
    with pytest.raises(ValueError, match="a coding has no column root; give tables of events"):
        align(to_frame(A).drop(columns="root"), to_frame(B))


ANY_EVENT = st.builds(
    event,
    st.integers(0, 4),
    st.sampled_from(["RUS", "TUR", "USA"]),
    st.sampled_from(["111", "112", "036", "190"]),
    st.sampled_from(["IRN", "SYR"]),
    st.dates(DAY, DAY + datetime.timedelta(2)),
)
CODINGS = st.lists(ANY_EVENT, max_size=8, unique_by=lambda one: (one.sentence_id, *one))


@given(CODINGS, CODINGS)
@settings(max_examples=30, deadline=None)
def test_alignment_of_any_codings(a, b):
    units = align(a, b)
    for side, coding in (("a", a), ("b", b)):
        found = units[units[f"action_{side}"] != ""]
        columns = ["sentence_id", *(f"{part}_{side}" for part in ("actor", "action", "target"))]
        assert sorted(found[columns].itertuples(index=False, name=None)) == sorted(
            (e.sentence_id, *e.triple) for e in coding
        )
    agreed = agreement(a, b).agreed.fillna(1)
    assert agreed["date"] <= agreed["tuple"] <= min(agreed["dyad"], agreed["code"])
    assert agreed["code"] <= agreed["root"] <= agreed["quad"]


@given(CODINGS)
@settings(max_examples=15, deadline=None)
def test_a_coding_agrees_with_itself(coding):
    assert (agreement(coding, list(reversed(coding))).agreed.fillna(1) == 1).all()
