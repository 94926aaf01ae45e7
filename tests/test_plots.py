"""The figures: what they draw and say, also of nothing, of little and of much."""

import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest

matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402

from eventcode import cameo  # noqa: E402
from eventcode.analysis import aggregate, plots  # noqa: E402
from eventcode.analysis.bootstrap import goldstein_band  # noqa: E402
from eventcode.analysis.plots import lands, outlines, style  # noqa: E402
from eventcode.gazetteer import Gazetteer  # noqa: E402

ROWS = [
    ("2019-01-02", "USA", "163", "VEN", "USA"),
    ("2019-01-03", "VEN", "111", "USA", "VEN"),
    ("2019-01-20", "RUS", "071", "VEN", "VEN"),
    ("2019-02-05", "VEN", "042", "RUS", "RUS"),
]


def events(rows=ROWS):
    frame = pd.DataFrame(rows, columns=["date", "actor", "action", "target", "country"])
    return frame.assign(date=pd.to_datetime(frame["date"]), date_precision="day")


def placed(given):
    """The events with a place of its own for each country."""
    numbers = pd.Series(pd.factorize(given["country"])[0], given.index).astype(float)
    return given.assign(place=given["country"], place_precision="city", latitude=numbers, longitude=2 * numbers)


def many(number=20_000):
    """Twenty years of events between forty actors."""
    random = np.random.default_rng(3)
    actors = [code for code in lands.TILES.split() if code != "."][:40]
    codes = [code for code in cameo.codes() if len(code) == 3]
    days = pd.Timestamp(2000, 1, 1) + pd.to_timedelta(random.integers(0, 7300, number), unit="D")
    drawn = {name: random.choice(actors, number) for name in ("actor", "target", "country")}
    return pd.DataFrame({**drawn, "action": random.choice(codes, number), "date": days})


#: Each figure, with the table it is drawn from.
TABLES = {
    plots.quad_classes: lambda given: aggregate.totals(given, "week"),
    plots.goldstein: lambda given: aggregate.totals(given, "week"),
    plots.small_multiples: lambda given: aggregate.countries(given, "month"),
    plots.heat_map: lambda given: aggregate.dyads(given, None),
    plots.mirror: lambda given: aggregate.dyads(given, "week"),
    plots.network: lambda given: aggregate.dyads(given, None),
    plots.timeline: lambda given: aggregate.dyads(given, "week"),
    plots.calendar: lambda given: aggregate.totals(given, "day"),
    plots.roots: lambda given: aggregate.categories(given),
    plots.places: lambda given: aggregate.places(placed(given), None),
    plots.tiles: lambda given: aggregate.countries(given, None),
    plots.world: lambda given: aggregate.countries(given, None),
}
EVERY = pytest.mark.parametrize("draw", TABLES, ids=lambda draw: draw.__name__)


@pytest.fixture(autouse=True)
def no_figure_is_left():
    assert plt.get_fignums() == []
    yield
    plt.close("all")


def words(ax):
    """Every text of a figure."""
    return [text.get_text() for text in ax.figure.findobj(matplotlib.text.Text) if text.get_text()]


def finish(ax):
    """Draw for good; what matplotlib warns of (a missing sign, a layout that failed) is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.canvas.draw()


@EVERY
def test_every_figure_is_public(draw):
    assert draw.__name__ in plots.__all__
    assert plots.FIGURES[draw.__name__].draw is draw
    assert len(plots.FIGURES) == len(TABLES)


@EVERY
def test_a_figure_is_one_axes_with_a_title_and_a_line_under_it(draw):
    ax = draw(TABLES[draw](events()), title="A year")
    finish(ax)
    assert ax.get_title(loc="left") == "A year"
    assert any("event" in text or "cooperation" in text for text in words(ax))
    assert len(plt.get_fignums()) == 1


@EVERY
def test_a_figure_draws_on_the_axes_it_is_given(draw):
    figure, axes = plt.subplots(1, 2)
    assert draw(TABLES[draw](events()), axes[1]) is axes[1]
    assert plt.get_fignums() == [figure.number]
    assert not axes[0].has_data()
    finish(axes[1])


@EVERY
def test_of_one_event(draw):
    ax = draw(TABLES[draw](events(ROWS[:1])))
    finish(ax)
    assert "no events" not in words(ax)


@EVERY
def test_of_nothing_it_says_so(draw):
    for nothing in (TABLES[draw](events([])), TABLES[draw](events()).iloc[:0]):
        ax = draw(nothing)
        finish(ax)
        assert "no events" in words(ax)
        assert ax.get_title(loc="left")


@EVERY
def test_of_many_events(draw):
    finish(draw(TABLES[draw](many())))


@EVERY
def test_a_figure_that_fails_leaves_none_behind(draw):
    with pytest.raises((ValueError, KeyError)):
        draw(pd.DataFrame({"n": [1]}))
    with pytest.raises((ValueError, KeyError, TypeError)):
        draw(TABLES[draw](events()).assign(n="many"))
    assert plt.get_fignums() == []


@EVERY
def test_every_figure_has_words_for_those_who_do_not_see_it(draw):
    told = plots.alt(draw(TABLES[draw](many(300)), title="A time"))
    assert told.startswith("A time. ") and told.endswith(".")
    assert len(told.split(". ")) > 2


@EVERY
def test_the_style_stays_in_the_figures(draw):
    before = dict(plt.rcParams)
    draw(TABLES[draw](events()))
    assert dict(plt.rcParams) == before


# Each by itself -------------------------------------------------------------------------------------------------------


def test_conflict_hangs_below_zero():
    ax = plots.quad_classes(TABLES[plots.quad_classes](events()))
    assert sum(bar.get_height() for bar in ax.patches if bar.get_height() > 0) == 2
    assert sum(bar.get_height() for bar in ax.patches if bar.get_height() < 0) == -2
    assert ax.yaxis.get_major_formatter().format_ticks([-2, 2]) == ["2", "2"]
    assert {"material cooperation 1", "verbal conflict 1"} <= set(words(ax))
    assert "4 events, 31 December 2018 to 10 February 2019" in words(ax)
    assert ax.get_ylabel() == "events a week"


def test_shares_of_a_period_are_per_cent():
    ax = plots.quad_classes(aggregate.totals(events()), share=True)
    assert "%" in ax.get_ylabel()
    assert max(bar.get_height() for bar in ax.patches) == pytest.approx(100)  # February's one event


def test_penta_classes_have_neutral_too():
    made = aggregate.totals(events([("2019-01-02", "A", "010", "B", "")]), scheme="penta")
    assert "neutral 1" in words(plots.quad_classes(made))


def test_units_are_added_up():
    ours, theirs = (plots.quad_classes(table) for table in (aggregate.dyads(events()), aggregate.totals(events())))
    assert [bar.get_height() for bar in ours.patches] == [bar.get_height() for bar in theirs.patches]
    one = aggregate.dyads(aggregate.select(events(), actor="RUS"))
    assert "RUS – VEN, 1 event, January 2019" in words(plots.quad_classes(one))


def test_the_goldstein_line_is_the_rolling_mean_of_events():
    ax = plots.goldstein(aggregate.totals(events()), window=2)
    line = ax.lines[-1].get_ydata()
    weights = [cameo.goldstein(action) for _, _, action, _, _ in ROWS]
    assert line == pytest.approx([np.mean(weights[:3]), np.mean(weights)])
    assert "mean of\n2 months" in words(ax)
    low, high = ax.get_ylim()
    assert low == pytest.approx(-1.25 * high)  # room for the number of events at the foot


def test_a_table_with_gaps_is_drawn_with_them():
    rows = [*ROWS, ("2019-06-01", "USA", "042", "VEN", "")]
    ax = plots.goldstein(aggregate.totals(events(rows), fill=False), window=2)
    assert len(ax.lines[-1].get_ydata()) == 6


def test_key_events_stand_above_the_figure_and_apart():
    marks = {"2019-01-20": "a loan from Moscow", "2019-01-21": "a visit to Moscow", "1999-01-01": "long ago"}
    ax = plots.goldstein(TABLES[plots.goldstein](events()), marks=marks)
    finish(ax)
    drawn = {text.get_text(): text.get_window_extent() for text in ax.texts}
    assert "long ago" not in drawn
    loan, visit = drawn["a loan from Moscow"], drawn["a visit to Moscow"]
    assert not loan.overlaps(visit)
    assert loan.y0 > ax.get_window_extent().y1


def test_panels_are_the_most_active_and_share_a_scale():
    table = aggregate.countries(events(), "month")
    ax = plots.small_multiples(table, most=2)
    assert [panel.get_title(loc="left") for panel in ax.child_axes] == ["VEN  2", "RUS  1"]
    assert len({panel.get_ylim() for panel in ax.child_axes}) == 1
    assert "own scale" in " ".join(words(plots.small_multiples(table, one_scale=False)))


def test_the_heat_map_has_one_order_writes_its_counts_and_marks_conflict():
    ax = plots.heat_map(aggregate.dyads(events()))
    assert sorted(text.get_text() for text in ax.texts if text.get_text().isdigit()) == ["1"] * 4
    across, down = ([label.get_text() for label in labels] for labels in (ax.get_xticklabels(), ax.get_yticklabels()))
    assert across == down == ["VEN", "RUS", "USA"]
    cells = [patch for patch in ax.patches if isinstance(patch, matplotlib.patches.Rectangle)]
    assert np.allclose([cell.get_xy() for cell in cells if not cell.fill], [[place - 0.47] * 2 for place in range(3)])
    corners = [patch for patch in ax.patches if isinstance(patch, matplotlib.patches.Polygon)]
    assert len(corners) == 2
    with pytest.raises(ValueError, match="known are"):
        plots.heat_map(aggregate.dyads(events()), value="colour")
    assert "2 events, 2 more of others" in " ".join(words(plots.heat_map(aggregate.dyads(events()), most=2)))


def arcs(ax):
    return [patch for patch in ax.patches if isinstance(patch, matplotlib.patches.FancyArrowPatch)]


def test_the_network_draws_both_signs_of_a_dyad_apart_and_as_wide_as_they_are():
    rows = [("2019-01-02", "USA", "163", "VEN", "")] + [("2019-01-02", "USA", "042", "VEN", "")] * 8
    drawn = arcs(plots.network(aggregate.dyads(events(rows))))
    assert [arc.get_linestyle() == "-" for arc in drawn] == [True, False]
    wide, narrow = (arc.get_linewidth() for arc in drawn)
    assert wide == pytest.approx(5) and wide > 3 * narrow
    assert len({arc.get_connectionstyle().rad for arc in drawn}) == 2


def test_the_network_keeps_what_is_neither():
    table = aggregate.dyads(events([("2019-01-02", "A", "010", "B", "")]), scheme="penta")
    assert len(arcs(plots.network(table))) == 1


def test_the_networks_names_stand_apart():
    ax = plots.network(aggregate.dyads(many(3000), None), most=30)
    finish(ax)
    boxes = [text.get_window_extent() for text in ax.texts if text.get_bbox_patch()]
    assert not any(one.overlaps(other) for place, one in enumerate(boxes) for other in boxes[:place])


def test_the_timeline_is_of_the_actor_asked_for():
    table = aggregate.dyads(events(), "month")
    assert plots.timeline(table).get_title(loc="left") == "What VEN did to whom"
    ax = plots.timeline(table, actor="USA")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["VEN"]
    assert "no events" in words(plots.timeline(table, actor="FRA"))


def test_the_calendar_has_a_square_for_every_day_and_a_dot_for_conflict():
    ax = plots.calendar(aggregate.totals(events(), "day"))
    year, days, dots = ax.collections
    assert (len(year.get_paths()), len(days.get_paths()), len(dots.get_offsets())) == (365, 4, 2)
    assert {"2019", "Jan", "Dec", "Mon"} <= set(words(ax))
    with pytest.raises(ValueError, match="by day"):
        plots.calendar(aggregate.totals(events(), "month"))


def test_the_calendar_shows_the_last_years():
    ax = plots.calendar(aggregate.totals(many(500), "day"), most=3)
    assert {text for text in words(ax) if text.isdigit() and len(text) == 4} == {"2017", "2018", "2019"}


def test_the_calendar_tells_that_there_were_more_years():
    assert "the last 3 of 20 years" in " ".join(words(plots.calendar(aggregate.totals(many(), "day"), most=3)))


@pytest.mark.parametrize(("draw", "named"), [(plots.quad_classes, "month"), (plots.small_multiples, "quarter"),
                                             (plots.mirror, "quarter"), (plots.timeline, "year")])  # fmt: skip
def test_many_periods_are_taken_together(draw, named):
    table = aggregate.dyads(many(), "week")
    ax = draw(table)
    assert f" a {named}" in " ".join(words(ax))


def test_nothing_is_lost_when_periods_are_taken_together():
    weeks = aggregate.dyads(many(), "week")
    months = style.fewer(weeks, 400)
    assert months.attrs["period"] == "month"
    assert months["n"].sum() == weeks["n"].sum()
    totals = [table.drop_duplicates("period")["total"].sum() for table in (weeks, months)]
    assert totals[0] == totals[1] == 20_000
    assert style.fewer(months, 400) is months


@pytest.mark.parametrize(("period", "ticks"), [
    ("day", ["2 Jan", "6 Jan"]), ("week", ["31 Dec", "7 Jan"]), ("month", ["2019", "Feb"]),
    ("quarter", ["Q1\n2019", "Q2"]), ("year", ["2019", "2020"]),
])  # fmt: skip
def test_the_time_axis_names_periods(period, ticks):
    ax = plots.quad_classes(aggregate.totals(events(), period))
    finish(ax)
    assert set(ticks) <= {label.get_text() for label in ax.get_xticklabels()}


@pytest.mark.parametrize(("period", "told"), [
    ("quarter", "Q1 2019"), ("month", "January to February 2019"), ("year", "2019"),
])  # fmt: skip
def test_the_time_is_told_in_periods(period, told):
    assert style.time_of(aggregate.totals(events(), period)) == told


def test_the_mirror_shows_give_above_and_take_below():
    ax = plots.mirror(aggregate.dyads(events()), actor="VEN", target="RUS")
    heights = [bar.get_height() for bar in ax.patches]
    assert (max(heights), min(heights)) == (1, -1)
    assert {"VEN to RUS  1", "RUS to VEN  1"} <= set(words(ax))
    assert plots.mirror(aggregate.dyads(events()), target="USA").get_title(loc="left") == "VEN and USA: give and take"
    more = [*ROWS, ROWS[1], ("2019-02-05", "VEN", "042", "VEN", "VEN")]
    assert plots.mirror(aggregate.dyads(events(more))).get_title(loc="left") == "VEN and USA: give and take"


def test_the_band_holds_the_line_and_is_of_stories():
    given = many(3000)
    band = goldstein_band(given, "month", 3, draws=100)
    line = aggregate.rolling(aggregate.totals(given), 3, min_periods=1)["goldstein_mean_rolling"]
    assert ((band["low"] <= line) & (line <= band["high"])).mean() > 0.95
    one_story = goldstein_band(given.assign(story_id="a"), "month", 3, draws=20)
    assert one_story["low"].isna().all()
    twice = pd.concat([given, given]).assign(story_id=[*range(len(given))] * 2)
    again = goldstein_band(twice, "month", 3, draws=100)  # the same stories, each told in two events
    width, doubled = (each["high"] - each["low"] for each in (band, again))
    assert width.mean() == pytest.approx(doubled.mean(), rel=0.1)


def test_a_band_is_drawn_and_must_be_of_the_same_period():
    ax = plots.draw("goldstein", many(200), "month")
    assert "95 of 100 resamplings" in " ".join(words(ax))
    with pytest.raises(ValueError, match="make both by month"):
        plots.goldstein(aggregate.totals(many(200)), band=goldstein_band(many(200), "week", draws=2))


def test_reliability_puts_each_range_where_it_belongs():
    confidence = pd.Series([0.1, 0.15, 0.9, 0.95, np.nan])
    ax = plots.reliability(confidence, pd.Series([False, False, True, False, True]), bins=2)
    finish(ax)
    points = ax.lines[-1].get_xydata()
    assert np.allclose(points, [[0.125, 0], [0.925, 0.5]])
    assert "4 events; mean confidence 0.52, 0.25 right; Brier score 0.24" in words(ax)
    assert "no events" in words(plots.reliability(pd.Series([], dtype=float), pd.Series([], dtype=bool)))
    with pytest.raises(ValueError, match="probability"):
        plots.reliability(pd.Series([1.2]), pd.Series([True]))
    with pytest.raises(ValueError, match="one of each"):
        plots.reliability(pd.Series([0.2]), pd.Series([], dtype=bool))


@pytest.mark.parametrize("suffix", plots.SUFFIXES)
def test_a_file_carries_its_words(suffix, tmp_path):
    ax = plots.roots(aggregate.categories(events()), title="Kinds")
    plots.save(ax, tmp_path / f"a{suffix}", preset="page")
    assert ax.figure.get_figwidth() == pytest.approx(7.1)
    assert b"Kinds" in (tmp_path / f"a{suffix}").read_bytes()
    with pytest.raises(ValueError, match="known are page"):
        plots.save(ax, tmp_path / f"a{suffix}", preset="poster")


def test_roots_stand_beside_those_of_another():
    ours, theirs = aggregate.categories(events()), aggregate.categories(many(1000))
    ax = plots.roots(ours, other=theirs, names=("eventcode", "another"))
    assert [bar.get_width() for bar in ax.patches] == ours["share"].tolist()
    assert ax.lines[0].get_xdata().tolist() == theirs["share"].tolist()
    assert "share of events; bars: eventcode, 4 events; rings: another, 1,000 events" in words(ax)
    assert "Consult  04" in [label.get_text() for label in ax.get_yticklabels()]


@pytest.mark.parametrize(("view", "label"), [("plover", "Aid"), ("action", "Provide economic aid  071"),
                                             ("quad_class", "material conflict")])  # fmt: skip
def test_other_views_have_their_names(view, label):
    ax = plots.roots(aggregate.categories(events(), view))
    assert label in [tick.get_text() for tick in ax.get_yticklabels()]
    with pytest.raises(ValueError, match="no column|no categories"):
        plots.roots(aggregate.totals(events()))


def test_the_world_shows_small_states_and_tells_of_what_is_not_on_it():
    rows = [*ROWS, ("2019-03-01", "USA", "042", "VEN", "YUG"), ("2019-03-01", "USA", "042", "SGP", "SGP")]
    ax = plots.world(aggregate.countries(events(rows), None))
    pale = sum(matplotlib.colors.to_hex(patch.get_facecolor()) == "#ececec" for patch in ax.patches)
    assert len(ax.patches) - pale == 3
    assert len(ax.collections) == 1
    assert "6 events, 1 in places that are not on it" in words(ax)
    assert {"VEN 2", "SGP 1"} <= set(words(ax))


def test_the_world_hatches_conflict():
    ax = plots.world(aggregate.countries(events(), None), value="net")
    assert sum(patch.get_hatch() is not None for patch in ax.patches) == 1


def area(ring):
    """The area inside a closed line, negative where it runs clockwise."""
    x, y = ring.T
    return 0.5 * (np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))


def test_outlines_are_of_countries_in_which_their_people_live():
    lands, countries = outlines.outlines(), Gazetteer.load().countries
    assert len(lands) > 170 and set(lands) <= set(countries)
    for code in ("USA", "RUS", "FRA", "NZL", "BRA"):
        place = countries[code]
        assert lands[code].contains_point(outlines.projected(place.longitude, place.latitude)), code
    assert {np.sign(area(ring)) for ring in lands["ZAF"].to_polygons()} == {1, -1}  # Lesotho is a hole in it


def test_the_map_is_cut_where_no_land_is():
    rings = [ring for path in outlines.outlines().values() for ring in path.to_polygons()]
    assert max(np.ptp(ring[:, 0]) for ring in rings) < 3.5  # none lies on both sides


def test_areas_are_true():
    for north in (0, 30, 60):
        corners = np.array([[x, y] for x, y in ((0, north), (1, north), (1, north + 1), (0, north + 1))], float)
        flat = area(np.column_stack(outlines.projected(*corners.T)))
        low, high = np.sin(np.radians([north, north + 1]))
        assert flat == pytest.approx(np.radians(1) * (high - low), rel=0.01)


def test_the_tiles_have_one_a_country_and_tell_of_those_without():
    rows = [*ROWS, ("2019-03-01", "USA", "042", "VEN", "YUG")]
    ax = plots.tiles(aggregate.countries(events(rows), None))
    codes = [text for text in words(ax) if len(text) == 3 and text.isupper()]
    assert len(codes) == len(set(codes)) > 195
    assert "5 events, 1 in places that are not on it" in words(ax)


def test_tiles_lie_apart():
    codes = [code for code in lands.TILES.split() if code != "."]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 3 and code.isupper() for code in codes)


@pytest.mark.parametrize(
    ("count", "text"), [(1, "1 event"), (0, "0 events"), (12345, "12,345 events"), (0.4, "0.4 events")]
)
def test_counts_are_written_for_readers(count, text):
    assert style.number(count, "event") == text


def test_each_shade_differs_from_its_neighbours_in_grey():
    for name in ("cooperation", "conflict"):
        light, dark = (np.dot(matplotlib.colors.to_rgb(style.COLORS[f"{kind}_{name}"]), [0.299, 0.587, 0.114])
                       for kind in ("verbal", "material"))  # fmt: skip
        assert light - dark > 0.3
