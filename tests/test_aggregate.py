"""Aggregation: small cases counted by hand, and invariants held over many made-up tables, in pandas and in DuckDB."""

import datetime
import math

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcode import cameo
from eventcode.analysis import aggregate, duck
from eventcode.analysis.aggregate import (
    categories,
    countries,
    dyads,
    is_coarse,
    map_actors,
    monads,
    one_a_day,
    role,
    roles,
    rolling,
    select,
    state,
    totals,
)
from eventcode.analysis.layout import COARSE, PERIODS
from eventcode.analysis.table import read_events, to_frame, write_events
from eventcode.event import PRECISIONS, Event

QUADS = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]


def event(day, actor, action, target, precision="day", country="", confidence=1.0, story="s"):
    return Event(story, 0, datetime.date.fromisoformat(day), actor, action, target, precision, country=country,
                 confidence=confidence)  # fmt: skip


# Two months of a made-up quarrel. Goldstein weights: 040 1.0, 051 3.4, 112 -2.0, 138 -7.0, 190 -10.0, 070 7.0.
EVENTS = to_frame([
    event("2019-01-07", "VENGOV", "040", "USAGOV", country="VEN"),
    event("2019-01-07", "USAGOV", "040", "VENGOV", country="VEN"),
    event("2019-01-13", "VENOPP", "112", "VENGOV", country="VEN"),
    event("2019-01-14", "USA", "138", "VENGOV", country="USA"),
    event("2019-03-31", "IGOUNO", "070", "VEN", country="COL"),
    event("2019-03-31", "VENMIL", "190", "VENOPP"),
])  # fmt: skip


def row(table, **keys):
    """The one row of a table with these values."""
    for name, value in keys.items():
        table = table[table[name] == (pd.Timestamp(value) if name == "period" else value)]
    assert len(table) == 1
    return table.iloc[0]


# By hand --------------------------------------------------------------------------------------------------------------


def test_weights_are_those_reckoned_with():
    assert EVENTS["goldstein"].tolist() == [1.0, 1.0, -2.0, -7.0, 7.0, -10.0]


def test_totals_by_month():
    table = totals(EVENTS)
    assert list(table.columns) == [
        "period", "n", *QUADS, "goldstein_mean", "goldstein_sum", "goldstein_n", "balance", "total", "share"
    ]  # fmt: skip
    assert table["period"].tolist() == [pd.Timestamp(2019, month, 1) for month in (1, 2, 3)]
    assert table["n"].tolist() == [4, 0, 2]
    assert table[QUADS].to_numpy().tolist() == [[2, 0, 2, 0], [0, 0, 0, 0], [0, 1, 0, 1]]
    assert table["goldstein_sum"].tolist() == pytest.approx([-7.0, 0.0, -3.0])
    assert table["goldstein_mean"].tolist() == pytest.approx([-1.75, math.nan, -1.5], nan_ok=True)
    assert table["goldstein_n"].tolist() == [4, 0, 2]
    assert table["balance"].tolist() == pytest.approx([0.0, math.nan, 0.0], nan_ok=True)
    assert table["share"].tolist() == pytest.approx([1.0, math.nan, 1.0], nan_ok=True)


@pytest.mark.parametrize(
    ("period", "first", "count"),
    [("day", "2019-01-07", 84), ("week", "2019-01-07", 12), ("month", "2019-01-01", 3), ("quarter", "2019-01-01", 1),
     ("year", "2019-01-01", 1)],
)  # fmt: skip
def test_periods_begin_on_their_first_day_and_none_is_missing(period, first, count):
    table = totals(EVENTS, period)
    assert table["period"].iloc[0] == pd.Timestamp(first)
    assert len(table) == count
    assert table["n"].sum() == 6


def test_weeks_begin_on_monday():
    table = totals(EVENTS, "week")
    assert table["n"].tolist()[:2] == [3, 1]  # Sunday the 13th closes the week of Monday the 7th


def test_start_and_end_cut_events_and_show_empty_periods():
    table = totals(EVENTS, start="2018-12-15", end="2019-01-13")
    assert table["n"].tolist() == [0, 3]
    assert totals(EVENTS, start="2020-05-01", end="2020-06-30")["n"].tolist() == [0, 0]


def test_dyads_are_directed():
    table = dyads(EVENTS, None)
    assert row(table, actor="VENGOV", target="USAGOV")["n"] == 1
    assert row(table, actor="USA", target="VENGOV")["goldstein_sum"] == -7.0
    assert len(table) == 6


def test_undirected_dyads_join_both_directions_in_the_order_of_the_alphabet():
    table = dyads(map_actors(EVENTS, "state"), None, directed=False)
    assert row(table, actor="USA", target="VEN")["n"] == 3
    assert row(table, actor="USA", target="VEN")["balance"] == pytest.approx(1 / 3)
    assert row(table, actor="VEN", target="VEN")["n"] == 2


def test_dyads_by_month_show_empty_months():
    table = dyads(EVENTS, fill=True)
    assert len(table) == 6 * 3
    february = row(table, actor="USA", target="VENGOV", period="2019-02-01")
    assert february["n"] == 0
    assert math.isnan(february["goldstein_mean"])
    assert row(table, actor="USA", target="VENGOV", period="2019-01-01")["share"] == 0.25
    assert len(dyads(EVENTS)) == 6


def test_monads_count_each_side_once():
    assert row(monads(EVENTS, None), actor="VENGOV")["n"] == 4
    assert row(monads(EVENTS, None, side="actor"), actor="VENGOV")["n"] == 1
    assert row(monads(EVENTS, None, side="target"), actor="VENGOV")["n"] == 3
    own = map_actors(EVENTS, "state")
    assert row(monads(own, None), actor="VEN")["n"] == 6  # two events inside Venezuela are no four


def test_countries_of_the_place_and_of_the_actors():
    assert countries(EVENTS, None).set_index("country")["n"].to_dict() == {"COL": 1, "USA": 1, "VEN": 3}
    assert countries(EVENTS, None, side="actor").set_index("country")["n"].to_dict() == {"USA": 2, "VEN": 3}
    assert countries(EVENTS, None, side="either").set_index("country")["n"].to_dict() == {"USA": 3, "VEN": 6}
    assert row(countries(EVENTS, None, side="actor"), country="USA")["share"] == pytest.approx(2 / 6)


def test_share_of_what_was_before_a_selection():
    chosen = select(EVENTS, action="13")
    assert dyads(chosen, None)["share"].tolist() == [1.0]
    table = dyads(chosen, total=EVENTS, fill=True)
    assert table["n"].tolist() == [1, 0, 0]  # the months are those of all events
    assert table["share"].tolist() == pytest.approx([0.25, math.nan, 0.0], nan_ok=True)


def test_penta_classes_set_statements_and_appeals_apart():
    made = to_frame([event("2019-01-01", "A", code, "B") for code in ("010", "020", "040", "160", "161", "190")])
    icews, penta = totals(made, "year").iloc[0], totals(made, "year", scheme="penta").iloc[0]
    assert icews[QUADS].tolist() == [3, 0, 0, 3]
    assert penta[["neutral", *QUADS]].tolist() == [2, 1, 0, 2, 1]
    assert icews["balance"] == 0.0
    assert penta["balance"] == pytest.approx(-0.5)


def test_categories_show_every_root_and_their_shares():
    table = categories(EVENTS)
    assert table["root"].tolist() == [f"{number:02d}" for number in range(1, 21)]
    assert row(table, root="04")[["label", "n", "total"]].tolist() == ["Consult", 2, 6]
    assert row(table, root="20")["n"] == 0
    assert table["share"].sum() == pytest.approx(1)


def test_views_of_plover_actions_and_classes():
    plover = categories(EVENTS, "plover").set_index("plover")["n"]
    assert plover[plover > 0].to_dict() == {"CONSULT": 2, "AID": 1, "ACCUSE": 1, "THREATEN": 1, "ASSAULT": 1}
    assert categories(EVENTS, "action")["action"].tolist() == ["040", "070", "112", "138", "190"]
    assert categories(EVENTS, "quad_class")["n"].tolist() == [2, 1, 2, 1]
    statement = categories(to_frame([event("2019-01-01", "A", "010", "B")]), "plover")
    assert statement.iloc[0][["plover", "label", "n"]].tolist() == ["", "no category", 1]


def test_categories_by_unit_and_period():
    table = categories(EVENTS, "root", "month", by=("country",))
    assert row(table, country="VEN", root="04", period="2019-01-01")["share"] == pytest.approx(2 / 3)
    assert row(table, country="VEN", root="04", period="2019-02-01")["n"] == 0
    assert len(table) == 4 * 20 * 3


# Dates that are not exact ---------------------------------------------------------------------------------------------

COARSE_EVENTS = to_frame([
    event("2019-02-01", "A", "040", "B", "month"),
    event("2019-01-01", "A", "040", "B", "year"),
    event("2018-12-31", "A", "040", "B", "week"),
    event("2019-02-03", "A", "040", "B"),
])  # fmt: skip


def test_coarse_dates_are_those_coarser_than_the_period():
    assert is_coarse(COARSE_EVENTS, "day").tolist() == [True, True, True, False]
    assert is_coarse(COARSE_EVENTS, "month").tolist() == [False, True, False, False]
    assert not is_coarse(COARSE_EVENTS, "year").any()


def test_coarse_dates_are_dropped_kept_or_spread():
    def by_month(**how):
        return totals(COARSE_EVENTS, **how).set_index("period")["n"]

    assert by_month().tolist() == [1, 0, 2]
    assert by_month(coarse="keep").tolist() == [1, 1, 2]
    spread = by_month(coarse="spread")
    assert len(spread) == 13
    assert spread.sum() == pytest.approx(4)
    assert spread[pd.Timestamp(2019, 4, 1)] == pytest.approx(30 / 365)
    assert spread[pd.Timestamp(2019, 2, 1)] == pytest.approx(2 + 28 / 365)


def test_a_spread_week_covers_monday_to_sunday():
    days = totals(COARSE_EVENTS.iloc[2:3], "day", coarse="spread")
    assert days["period"].tolist() == list(pd.date_range("2018-12-31", "2019-01-06"))
    assert days["n"].tolist() == pytest.approx([1 / 7] * 7)


# Actors and filters ---------------------------------------------------------------------------------------------------


def test_parts_of_actor_codes():
    assert (state("VENGOV"), state("IGOUNO")) == ("VEN", "IGO")
    assert roles("USAGOVMIL") == ("GOV", "MIL")
    assert [role(code) for code in ("USA", "USAGOV", "IGOUNO", "---REB")] == ["", "GOV", "IGO", "REB"]
    assert [aggregate.country(code) for code in ("USAGOV", "IGOUNO", "EUR", "---REB")] == ["USA", "", "", ""]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"actor": "VEN"}, [0, 2, 5]),
        ({"actor": ("USA", "IGO")}, [1, 3, 4]),
        ({"target": "VENGOV"}, [1, 2, 3]),
        ({"either": "USA"}, [0, 1, 3]),
        ({"between": ("VENGOV", "USA")}, [0, 1, 3]),
        ({"between": ("VEN", "VENOPP")}, [2, 5]),
        ({"actor_role": "MIL"}, [5]),
        ({"actor_role": "IGO"}, [4]),
        ({"target_role": "OPP"}, [5]),
        ({"action": "1"}, [2, 3, 5]),
        ({"action": ["04", "138"]}, [0, 1, 3]),
        ({"country": "VEN", "actor": "VEN"}, [0, 2]),
        ({"start": "2019-01-13", "end": "2019-01-14"}, [2, 3]),
        ({}, [0, 1, 2, 3, 4, 5]),
    ],
)
def test_select(filters, kept, scanned):
    assert select(EVENTS, **filters).index.tolist() == kept
    asked = duck.select(scanned(EVENTS), **filters).frame()
    assert sorted(asked["event_id"]) == sorted(EVENTS["event_id"].iloc[kept])


def test_codes_begin_as_text_and_are_never_numbers():
    with pytest.raises(TypeError, match="leading zero"):
        select(EVENTS, action=10)
    with pytest.raises(ValueError, match="no code"):
        select(EVENTS, actor=[])
    with pytest.raises(TypeError):
        select(EVENTS, actors="VEN")
    assert select(EVENTS, action="0")["action"].tolist() == ["040", "040", "070"]


@pytest.mark.parametrize(
    ("grouping", "options", "actors"),
    [
        ("state", {}, ["VEN", "USA", "VEN", "USA", "IGO", "VEN"]),
        ("state", {"within": False}, ["VEN", "USA", "USA", "IGO"]),
        ("role", {}, ["GOV", "GOV", "OPP", "MIL"]),  # USA and VEN have no role
        ("country", {}, ["VEN", "USA", "VEN", "USA", "VEN"]),
        ({"VEN": "here", "VENOPP": "street"}, {}, ["here", "USAGOV", "street", "USA", "IGOUNO", "here"]),
        ({"VEN": "here", "VENOPP": "street"}, {"other": "abroad"},
         ["here", "abroad", "street", "abroad", "abroad", "here"]),
        ({"VEN": "here"}, {"other": "", "within": True}, ["here", "here"]),
        (lambda code: "V" if code.startswith("VEN") else None, {}, ["V", "V"]),
    ],
)  # fmt: skip
def test_map_actors(grouping, options, actors, scanned):
    assert map_actors(EVENTS, grouping, **options)["actor"].tolist() == actors
    asked = duck.map_actors(scanned(EVENTS), grouping, **options).frame()
    assert sorted(asked["actor"]) == sorted(actors)


def test_one_a_day_keeps_the_best_report():
    made = to_frame([
        event("2019-01-01", "A", "040", "B", "year", confidence=1.0, story="coarse"),
        event("2019-01-01", "A", "040", "B", confidence=0.5, story="doubtful"),
        event("2019-01-01", "A", "040", "B", confidence=0.9, story="sure"),
        event("2019-01-02", "A", "040", "B", story="next day"),
        event("2019-01-01", "B", "040", "A", story="other way"),
    ])  # fmt: skip
    assert one_a_day(made)["story_id"].tolist() == ["sure", "next day", "other way"]
    assert len(one_a_day(made[["date", "actor", "target", "action"]])) == 3


# Rolling means --------------------------------------------------------------------------------------------------------


def test_rolling_counts_and_ratios_of_sums():
    table = rolling(totals(EVENTS), 2)
    assert table["n_rolling"].tolist() == pytest.approx([math.nan, 2.0, 1.0], nan_ok=True)
    assert table["goldstein_mean_rolling"].tolist() == pytest.approx([math.nan, -1.75, -1.5], nan_ok=True)
    whole = rolling(totals(EVENTS), 3, ["goldstein_mean"])
    assert whole["goldstein_mean_rolling"].iloc[2] == pytest.approx(-10 / 6)  # each event weighs the same
    assert list(whole.columns)[-1] == "goldstein_mean_rolling"
    assert rolling(totals(EVENTS), 2, min_periods=1)["n_rolling"].iloc[0] == 4


def test_rolling_stays_within_its_unit():
    table = rolling(dyads(EVENTS, fill=True), 3, ["n"])
    assert table["n_rolling"].notna().sum() == 6
    assert row(table, actor="VENMIL", target="VENOPP", period="2019-03-01")["n_rolling"] == pytest.approx(1 / 3)
    shares = rolling(categories(EVENTS, period="month"), 3)
    assert row(shares, root="04", period="2019-03-01")["share_rolling"] == pytest.approx(2 / 6)


def test_rolling_refuses_gaps():
    with pytest.raises(ValueError, match="gaps"):
        rolling(totals(EVENTS, fill=False), 2)
    with pytest.raises(ValueError, match="gaps"):
        rolling(dyads(EVENTS), 2)
    with pytest.raises(ValueError, match="period"):
        rolling(totals(EVENTS, None), 2)


# Edges and errors -----------------------------------------------------------------------------------------------------

VERBS = ("totals", "dyads", "monads", "countries", "categories")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("period", [*PERIODS, None])
def test_no_events(verb, period, scanned):
    empty = EVENTS.iloc[:0]
    table = getattr(aggregate, verb)(empty, period=period)
    full = getattr(aggregate, verb)(EVENTS, period=period)
    assert list(table.columns) == list(full.columns)
    assert table["n"].sum() == 0
    pd.testing.assert_frame_equal(table, getattr(duck, verb)(scanned(empty), period=period))


def test_a_table_made_by_hand_needs_four_columns():
    plain = pd.DataFrame({"date": ["2019-01-07"], "actor": ["A"], "target": ["B"], "action": ["138"]})
    assert totals(plain, "year").iloc[0]["goldstein_sum"] == -7.0
    with pytest.raises(ValueError, match="no column target"):
        totals(plain.drop(columns="target"))


def test_events_with_one_party_count_for_it_alone():
    alone = EVENTS.assign(target=[None, *EVENTS["target"][1:]])
    assert dyads(alone, None)["n"].sum() == 5
    assert monads(alone, None)["n"].sum() == 11
    assert totals(alone, None)["n"].tolist() == [6]


def test_events_without_a_weight_are_in_n_alone():
    weightless = EVENTS.assign(goldstein=[math.nan, *EVENTS["goldstein"][1:]])
    table = totals(weightless, None).iloc[0]
    assert (table["n"], table["goldstein_n"]) == (6, 5)
    assert table["goldstein_mean"] == pytest.approx(-11 / 5)


def test_unknown_words_are_told():
    for wrong in ({"period": "decade"}, {"coarse": "guess"}, {"scheme": "hexa"}):
        with pytest.raises(ValueError, match="known are"):
            totals(EVENTS, **wrong)
    with pytest.raises(ValueError, match="known are"):
        monads(EVENTS, side="left")
    with pytest.raises(ValueError, match="known are"):
        categories(EVENTS, "colour")
    with pytest.raises(ValueError, match="unknown grouping"):
        map_actors(EVENTS, "planet")
    with pytest.raises(ValueError, match="after it ends"):
        totals(EVENTS, start="2020-01-01", end="2019-01-01")


def test_a_grid_beyond_memory_is_refused():
    many = pd.DataFrame({"date": pd.Timestamp(2000, 1, 1), "actor": [f"A{n}" for n in range(3000)], "target": "B",
                         "action": "040"})  # fmt: skip
    many.loc[0, "date"] = pd.Timestamp(2019, 12, 31)
    with pytest.raises(ValueError, match="fill=False"):
        dyads(many, "day", fill=True)
    assert len(dyads(many, "day")) == 3000


def test_scan_tells_what_is_wrong(tmp_path):
    with pytest.raises(FileNotFoundError, match="no Parquet file"):
        duck.scan(tmp_path / "*.parquet")
    EVENTS.drop(columns="root").to_parquet(tmp_path / "other.parquet")
    with pytest.raises(ValueError, match="no column root"):
        duck.scan(tmp_path / "other.parquet")


def test_scan_reads_many_files_within_a_limit(tmp_path):
    for number, part in enumerate((EVENTS.iloc[:2], EVENTS.iloc[2:])):
        write_events(part, tmp_path / f"{number}.parquet")
    found = duck.scan(tmp_path / "*.parquet", memory="200MB")
    pd.testing.assert_frame_equal(duck.dyads(found), dyads(EVENTS))
    pd.testing.assert_frame_equal(found.frame(), EVENTS)


def test_scan_reads_a_folder_of_parts_as_they_are(tmp_path):
    (tmp_path / "events" / "2019").mkdir(parents=True)
    for number, part in enumerate((EVENTS.iloc[:2], EVENTS.iloc[2:])):
        write_events(part, tmp_path / "events" / "2019" / f"part-{number}.parquet")
    write_events(EVENTS, tmp_path / "events" / "_half-written.parquet")
    (tmp_path / "events" / "manifest.json").write_text("{}", encoding="utf-8")
    pd.testing.assert_frame_equal(duck.dyads(duck.scan(tmp_path / "events")), dyads(EVENTS))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"action": EVENTS["action"].astype(int)}, "the codes in action are of kind BIGINT"),
        ({"root": EVENTS["root"].str.lstrip("0")}, "roots have lost the zeros"),
        ({"date": EVENTS["date"].dt.tz_localize("Asia/Tokyo")}, "date is of kind TIMESTAMP WITH TIME ZONE"),
    ],
)
def test_scan_refuses_what_would_be_counted_wrongly(tmp_path, change, told):
    EVENTS.assign(**change).to_parquet(tmp_path / "e.parquet")
    with pytest.raises(ValueError, match=f"e.parquet: {told}.*; read the table with read_events"):
        duck.scan(tmp_path / "e.parquet")
    write_events(read_events(tmp_path / "e.parquet"), tmp_path / "e.parquet")
    pd.testing.assert_frame_equal(duck.dyads(duck.scan(tmp_path / "e.parquet")), dyads(EVENTS))


def test_limits_that_are_no_days_are_refused():
    with pytest.raises(ValueError, match="end='2019-05' must be a day"):
        totals(EVENTS, end="2019-05")
    with pytest.raises(ValueError, match="start='13/5/2019' must be a day"):
        select(EVENTS, start="13/5/2019")


# Invariants -----------------------------------------------------------------------------------------------------------

ACTORS = st.sampled_from(["VEN", "VENGOV", "VENOPP", "USA", "USAGOVMIL", "IGOUNO", "---REB"])
TABLES = st.lists(
    st.builds(
        Event, st.sampled_from(["s", "t"]), st.integers(0, 2),
        st.dates(datetime.date(2018, 11, 1), datetime.date(2020, 3, 1)), ACTORS, st.sampled_from(cameo.codes()), ACTORS,
        st.sampled_from(PRECISIONS), country=st.sampled_from(["", "VEN", "COL"]),
        confidence=st.sampled_from([0.3, 0.6, 1.0]),
    ),
    max_size=25,
).map(to_frame)  # fmt: skip
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LAYOUTS = st.fixed_dictionaries({
    "period": st.sampled_from([*PERIODS, None]), "coarse": st.sampled_from(COARSE),
    "scheme": st.sampled_from(["icews", "penta"]), "fill": st.booleans(),
})  # fmt: skip


@pytest.fixture
def scanned(tmp_path):
    """Gives a function that writes events to a Parquet file and scans it."""

    def scan(events):
        write_events(events, tmp_path / "events.parquet")
        return duck.scan(tmp_path / "events.parquet")

    return scan


@FEW
@given(TABLES, st.sampled_from(["spread", "keep"]))
def test_counts_add_up_over_periods(events, coarse):
    for period in (*PERIODS, None):
        table = totals(events, period, coarse=coarse)
        assert table["n"].sum() == pytest.approx(len(events))
        assert table["goldstein_sum"].sum() == pytest.approx(events["goldstein"].sum())
        assert table[QUADS].sum().sum() == pytest.approx(len(events))


@FEW
@given(TABLES, LAYOUTS)
def test_counts_add_up_over_units_and_kinds(events, layout):
    whole = totals(events, **layout)
    numbers = ["n", *QUADS, "goldstein_sum"]
    undirected, acting = dyads(events, directed=False, **layout), monads(events, side="actor", **layout)
    for parts in (dyads(events, **layout), undirected, acting):
        assert parts[numbers].sum().tolist() == pytest.approx(whole[numbers].sum().tolist())
    for view in aggregate.VIEWS:
        table = categories(events, view, **layout)
        assert table["n"].sum() == pytest.approx(whole["n"].sum())
    if layout["period"] and len(whole):
        shares = dyads(events, **layout).groupby("period")["share"].sum(min_count=1)
        assert shares.dropna().tolist() == pytest.approx([1.0] * shares.notna().sum())


@FEW
@given(TABLES)
def test_quad_classes_are_the_roots_gathered(events):
    roots = categories(events).set_index("root")["n"]
    gathered = roots.groupby(lambda code: cameo.quad_class(code)).sum()
    assert gathered.tolist() == totals(events, None)[QUADS].iloc[0].tolist() if len(events) else True


@FEW
@given(TABLES, ACTORS, st.sampled_from(["0", "1", "13", "19", "010"]), st.sampled_from([0.0, 0.5]))
def test_a_filter_never_adds(events, actor, action, confidence):
    for chosen in (
        select(events, actor=actor), select(events, either=actor, action=action), select(events, action=action),
        select(events, confidence=confidence), one_a_day(events), map_actors(events, "country", within=False),
    ):  # fmt: skip
        assert set(chosen.index) <= set(events.index)
        assert chosen.index.is_monotonic_increasing
        assert (totals(chosen, None)["n"].sum() if len(chosen) else 0) <= len(events)
    again = one_a_day(events)
    pd.testing.assert_frame_equal(one_a_day(again), again)


ASKED = [
    ("totals", {}), ("dyads", {"directed": True}), ("dyads", {"directed": False}),
    *(("monads", {"side": side}) for side in aggregate.SIDES),
    *(("countries", {"side": side}) for side in aggregate.COUNTRY_SIDES),
    *(("categories", {"view": view, "by": ("country",)}) for view in aggregate.VIEWS),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "options"), ASKED)
@settings(FEW, max_examples=4)
@given(events=TABLES, layout=LAYOUTS)
def test_duckdb_gives_the_same_tables(scanned, verb, options, events, layout):
    ours, theirs = getattr(aggregate, verb), getattr(duck, verb)
    pd.testing.assert_frame_equal(theirs(scanned(events), **options, **layout), ours(events, **options, **layout))


@settings(FEW, max_examples=10)
@given(events=TABLES, grouping=st.sampled_from(["state", "role", "country"]), within=st.booleans())
def test_duckdb_chooses_the_same_events(scanned, events, grouping, within):
    ours = one_a_day(map_actors(select(events, confidence=0.5), grouping, within=within))
    theirs = duck.one_a_day(duck.map_actors(duck.select(scanned(events), confidence=0.5), grouping, within=within))
    columns = ["event_id", "actor", "target", "date_precision", "confidence"]
    pd.testing.assert_frame_equal(
        *(found[columns].sort_values(columns, ignore_index=True) for found in (ours, theirs.frame()))
    )
    pd.testing.assert_frame_equal(duck.dyads(theirs, total=scanned(events)), dyads(ours, total=events))
