"""The figures: what they draw and say, also of nothing and of little."""

import matplotlib
import pandas as pd
import pytest

matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402

from eventcode.analysis import aggregate, plots  # noqa: E402

ROWS = [
    ("2019-01-02", "USA", "163", "VEN"),
    ("2019-01-03", "VEN", "111", "USA"),
    ("2019-01-20", "RUS", "071", "VEN"),
    ("2019-02-05", "VEN", "042", "RUS"),
]


def events(rows=ROWS):
    frame = pd.DataFrame(rows, columns=["date", "actor", "action", "target"])
    return frame.assign(date=pd.to_datetime(frame["date"]), date_precision="day")


@pytest.fixture(autouse=True)
def no_leaks():
    yield
    plt.close("all")


OVER_TIME = [plots.quad_classes, plots.goldstein]
BETWEEN = [plots.heat_map, plots.network]


def table(draw, rows=ROWS):
    return aggregate.totals(events(rows), "week") if draw in OVER_TIME else aggregate.dyads(events(rows), None)


@pytest.mark.parametrize("draw", OVER_TIME + BETWEEN)
def test_a_figure_returns_its_axes_with_a_title(draw):
    ax = draw(table(draw), title="A year")
    assert ax.get_title(loc="left") == "A year"


@pytest.mark.parametrize("draw", OVER_TIME + BETWEEN)
def test_a_figure_draws_on_the_axes_it_is_given(draw):
    figure, ax = plt.subplots()
    assert draw(table(draw), ax) is ax
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("draw", OVER_TIME + BETWEEN)
def test_of_one_event(draw):
    draw(table(draw, ROWS[:1])).figure.canvas.draw()


@pytest.mark.parametrize("draw", OVER_TIME + BETWEEN)
def test_of_nothing_it_says_so(draw):
    ax = draw(table(draw).iloc[:0])
    assert "no events" in [text.get_text() for text in ax.texts]


def test_conflict_hangs_below_zero():
    ax = plots.quad_classes(table(plots.quad_classes))
    heights = {round(bar.get_height()) for bar in ax.patches}
    assert min(heights) < 0 < max(heights)
    assert [tick for tick in ax.yaxis.get_major_formatter().format_ticks([-2, 2])] == ["2", "2"]


def test_key_events_stand_in_the_figure():
    ax = plots.goldstein(table(plots.goldstein), marks={"2019-01-20": "loan"})
    assert "loan" in [text.get_text() for text in ax.texts]


def test_the_heat_map_writes_its_counts():
    ax = plots.heat_map(table(plots.heat_map))
    assert [text.get_text() for text in ax.texts if text.get_text().isdigit()] == ["1"] * 4
