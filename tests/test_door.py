"""The check at the door: tables that went through other hands give the same answers, or an error that says what to do.

Every public verb of `analysis` that takes a table is asked with each table below, and its answer compared with the one
for the right table.
"""

import datetime
import inspect

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from eventcode.analysis import aggregate, agreement, duck, duplicates, filters, forecast, formats, learn, plots, table
from eventcode.analysis.door import COUNTED, checked
from eventcode.analysis.summary import summary
from eventcode.analysis.table import to_frame
from eventcode.event import Event

matplotlib.use("Agg")


def event(number, day, actor, action, target, country="", words=""):
    return Event(f"s{number}", number, datetime.date.fromisoformat(day), actor, action, target, country=country,
                 confidence=0.5 + number / 20, sentence=words, place="Caracas" if country else "", place_id="3646738",
                 latitude=10.5 if country else None, longitude=-66.9 if country else None)  # fmt: skip


EVENTS = to_frame([
    event(0, "2019-01-07", "VENGOV", "010", "USAGOV", "VEN", "Caracas spoke of Washington"),
    event(1, "2019-01-07", "USAGOV", "042", "VENGOV", "VEN", "Washington visited Caracas"),
    event(2, "2019-01-13", "VENOPP", "020", "VENGOV", "VEN", "The opposition appealed to the government"),
    event(3, "2019-02-14", "USA", "10", "VENGOV", "", "Washington made demands"),
    event(4, "2019-03-31", "IGOUNO", "070", "VEN", "COL", "The U.N. sent aid"),
    event(5, "2019-03-31", "VENMIL", "190", "VENOPP", "", "Soldiers fought the opposition"),
    event(6, "2019-03-31", "VENMIL", "0231", "COL", "COL", "Soldiers asked Bogota for money"),
])  # fmt: skip


def through_csv(frame, path, **options):
    frame.to_csv(path, index=False)
    return pd.read_csv(path, **options)


#: What happens to tables, and can be put right.
MENDED = {
    "CSV without kinds": lambda frame, path: through_csv(frame, path),
    "CSV all as text": lambda frame, path: through_csv(frame, path, dtype=str),
    "CSV by pyarrow": lambda frame, path: through_csv(frame, path, dtype_backend="pyarrow"),
    "CSV, no column root": lambda frame, path: through_csv(frame.drop(columns=["root"]), path),
    "zeros dropped from text": lambda frame, path: frame.assign(
        action=frame["action"].str.lstrip("0"), root=frame["root"].str.lstrip("0")
    ),
    "codes as floats": lambda frame, path: frame.assign(
        action=frame["action"].astype(float), root=frame["root"].astype(float)
    ),
    "days as numbers": lambda frame, path: frame.assign(date=frame["date"].dt.strftime("%Y%m%d").astype(int)),
    "days as records": lambda frame, path: frame.assign(date=frame["date"].dt.date),
    "days in a time zone": lambda frame, path: frame.assign(date=frame["date"].dt.tz_localize("Asia/Tokyo")),
    "days with a time": lambda frame, path: frame.assign(date=frame["date"] + pd.Timedelta(hours=13)),
    "days as text with a zone": lambda frame, path: frame.assign(
        date=frame["date"].dt.strftime("%Y-%m-%dT23:30:00+09:00")
    ),
    "nanoseconds": lambda frame, path: frame.assign(date=frame["date"].astype("datetime64[ns]")),
    "categories": lambda frame, path: frame.astype({"actor": "category", "action": "category", "root": "category"}),
    "objects with None": lambda frame, path: frame.assign(
        country=frame["country"].astype(object).where(frame["country"] != "", None)
    ),
    "small integers": lambda frame, path: frame.astype({"quad_class": "int8", "sentence_id": "int16"}),
}


def written(write):
    """What a writer makes of a table, as bytes."""

    def use(frame, folder):
        write(frame, folder / "out")
        return (folder / "out").read_bytes()

    return use


def drawn(draw, **options):
    """What a figure says and how far it reaches."""

    def use(counts, folder=None):
        ax = draw(counts, **options)
        ax.figure.draw_without_rendering()
        words = [text.get_text() for axes in (ax, *ax.child_axes) for text in axes.texts]
        words += [ax.get_title(loc="left"), *(label.get_text() for label in ax.get_yticklabels())]
        plt.close(ax.figure)
        return words, ax.dataLim.bounds, ax.get_xlim()

    return use


def as_csv(frame, folder):
    table.write_events(frame, folder / "e.csv")
    return (folder / "e.csv").read_bytes()


def scanned(frame, folder):
    table.write_events(frame, folder / "e.parquet")
    return duck.dyads(duck.scan(folder))


#: Every verb that takes events, with what is asked of it.
OF_EVENTS = {
    "totals": lambda frame, _: aggregate.totals(frame, "week", start="2019-01-07", end="2019-03-31", scheme="penta"),
    "dyads": lambda frame, _: aggregate.dyads(frame),
    "monads": lambda frame, _: aggregate.monads(frame, total=frame),
    "countries": lambda frame, _: aggregate.countries(frame, side="place"),
    "places": lambda frame, _: aggregate.places(frame),
    "categories": lambda frame, _: [aggregate.categories(frame, view, by=("country",)) for view in aggregate.VIEWS],
    "is_coarse": lambda frame, _: aggregate.is_coarse(frame, "month"),
    "select": lambda frame, _: filters.select(frame, action="0", end="2019-03-31", confidence=0.5)[["actor", "action"]],
    "map_actors": lambda frame, _: filters.map_actors(frame, "country")[["actor", "target"]],
    "one_a_day": lambda frame, _: filters.one_a_day(frame)[["actor", "action"]],
    "summary": lambda frame, _: summary(frame),
    "write_events": as_csv,
    "scan": scanned,
    "agreement": lambda frame, _: agreement.agreement(frame, EVENTS),
    "align": lambda frame, _: agreement.align(EVENTS, frame),
    "monthly_dyads": lambda frame, _: forecast.monthly_dyads(frame),
    "event_classifier": lambda frame, _: learn.event_classifier(frame, folds=1).classes,
    **{name: written(getattr(formats, name)) for name in formats.__all__ if name.startswith("write_") and name not in (
        "write_events", "write_any")},
}

#: Verbs that take no events, or are asked above under another name.
OTHERS = {"country", "role", "roles", "state", "rolling", "conditions", "group_names", "precision_rank", "to_frame",
          "to_row", "whole", "report", "expand_actors", "form_of", "write_any"}  # fmt: skip


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """What each verb says of the table as it should be."""
    folder = tmp_path_factory.mktemp("right")
    return {name: use(EVENTS, folder) for name, use in OF_EVENTS.items()}


def same(one, other):
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other)
        return True
    if isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other)
        return True
    return one == other


@pytest.mark.filterwarnings("ignore:.*have no PLOVER type")
@pytest.mark.parametrize("hands", MENDED)
def test_tables_that_went_through_other_hands_say_the_same(hands, right, tmp_path):
    frame = MENDED[hands](EVENTS, tmp_path / "t.csv")
    for name, use in OF_EVENTS.items():
        if "root" not in frame.columns and name not in ("totals", "dyads", "monads", "countries", "select"):
            continue  # these need the column
        assert same(use(frame, tmp_path), right[name]), name


def test_every_verb_is_asked():
    public = {
        name
        for module in (aggregate, filters, table, formats)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and not name.startswith("_") and thing.__module__.startswith("eventcode.analysis")
        and not thing.__module__.endswith((".rows", ".sums"))  # what the verbs are made of
    }
    helpers = {"checked", "need", "known", "day", "finish", "finish_categories", "parquet_rows"}
    assert {name for name in public - helpers - OTHERS if not name.startswith("read_")} <= set(OF_EVENTS)
    assert set(plots.FIGURES) == set(OF_COUNTS)


#: Every figure, with the table of counts it draws.
OF_COUNTS = {
    "calendar": (lambda: aggregate.totals(EVENTS, "day"), drawn(plots.calendar)),
    "goldstein": (lambda: aggregate.totals(EVENTS), drawn(plots.goldstein)),
    "heat_map": (lambda: aggregate.dyads(EVENTS), drawn(plots.heat_map)),
    "mirror": (lambda: aggregate.dyads(EVENTS), drawn(plots.mirror)),
    "network": (lambda: aggregate.dyads(EVENTS), drawn(plots.network)),
    "places": (lambda: aggregate.places(EVENTS), drawn(plots.places)),
    "quad_classes": (lambda: aggregate.totals(EVENTS), drawn(plots.quad_classes)),
    "roots": (lambda: aggregate.categories(EVENTS), drawn(plots.roots)),
    "small_multiples": (lambda: aggregate.monads(EVENTS), drawn(plots.small_multiples)),
    "tiles": (lambda: aggregate.countries(EVENTS), drawn(plots.tiles)),
    "timeline": (lambda: aggregate.dyads(EVENTS), drawn(plots.timeline)),
    "world": (lambda: aggregate.countries(EVENTS), drawn(plots.world)),
}


@pytest.mark.parametrize("name", OF_COUNTS)
def test_figures_of_counts_that_went_through_csv_are_the_same(name, tmp_path):
    make, draw = OF_COUNTS[name]
    counts = make()
    assert draw(through_csv(counts, tmp_path / "c.csv")) == draw(counts)
    if "period" in counts.columns:
        assert draw(counts.assign(period=counts["period"].dt.tz_localize("UTC"))) == draw(counts)


def test_rolling_means_of_counts_that_went_through_csv_are_the_same(tmp_path):
    counts = aggregate.totals(EVENTS)
    pd.testing.assert_frame_equal(
        aggregate.rolling(through_csv(counts, tmp_path / "c.csv"), 2), aggregate.rolling(counts, 2), check_flags=False
    )


def test_panels_share_their_time_where_empty_periods_are_left_out():
    ax = plots.small_multiples(aggregate.monads(EVENTS))
    assert len({panel.get_xlim() for panel in ax.child_axes}) == 1
    plt.close(ax.figure)


# What nobody can put right --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"action": [42, 10, 190]}, r"row 1, column action: 10 may be 010 or 10.*read_events.*dtype"),
        ({"action": ["42", "10", "190"]}, r"row 1, column action: 10 may be 010 or 10"),
        ({"date": ["2019-01-01", "13/05/2019", "2019-01-03"]}, r"row 1, column date: '13/05/2019' must be a day like"),
        ({"date": ["2019-01-01", None, "2019-01-03"]}, r"row 1, column date: no day; leave out the rows"),
        ({"date": pd.to_datetime(["2019-01-01", None, None])}, r"row 1, column date: no day; leave out the rows"),
        ({"date": [17897, 17898, 17899]}, r"row 0, column date: 17897 must be a day"),
        ({"date": ["2019-02-30"] * 3}, r"row 0, column date: '2019-02-30' must be a day"),
        ({"actor": ["A", ["B"], "C"]}, r"row 1, column actor: \['B'\] is no text"),
        ({"actor": [1.5, 2, 3]}, r"row 0, column actor: 1.5 is no text"),
        ({"goldstein": ["1,9", "0", "-10"]}, r"row 0, column goldstein: '1,9' must be a number"),
        ({"quad_class": [1, 2, 5]}, r"row 2, column quad_class: 5 is none of the classes 0 to 4"),
        ({"quad_class": [1, 2.5, 4]}, r"row 1, column quad_class: 2.5 must be a whole number"),
    ],
)
@pytest.mark.parametrize("verb", [aggregate.totals, filters.one_a_day, checked])
def test_what_can_be_read_in_several_ways_is_told(verb, change, told):
    plain = {"date": ["2019-01-01"] * 3, "actor": "A", "target": "B", "action": ["042", "010", "190"]}
    with pytest.raises(ValueError, match=told):
        verb(pd.DataFrame(plain | change))


def test_one_code_for_two_is_decided_by_the_row():
    by_root = pd.DataFrame({"action": [10, 10, 20, 20, 42], "root": [1, 10, 2, 20, 4]})
    assert checked(by_root)["action"].tolist() == ["010", "10", "020", "20", "042"]
    by_class = pd.DataFrame({"action": [10, 10, 20, 20, 42], "quad_class": [1, 3, 1, 4, 1]})
    assert checked(by_class)["action"].tolist() == ["010", "10", "020", "20", "042"]
    assert checked(pd.DataFrame({"action": ["10", "190"]}))["action"].tolist() == ["10", "190"]


def test_a_right_table_is_given_back_as_it_is():
    assert checked(EVENTS) is EVENTS
    counts = aggregate.dyads(EVENTS)
    assert checked(counts, kinds=COUNTED) is counts


def test_a_column_that_stands_there_twice_is_told():
    with pytest.raises(ValueError, match="actor stands there twice"):
        checked(pd.concat([EVENTS, EVENTS[["actor"]]], axis=1))


def test_ids_of_stories_that_are_numbers_are_no_ids_to_compare():
    with pytest.raises(ValueError, match="007 and 7 are one; read the table with read_events"):
        agreement.agreement(EVENTS, EVENTS.assign(story_id=range(len(EVENTS))))


def test_stories_with_days_in_a_time_zone_are_compared():
    stories = pd.DataFrame({"id": ["a", "b"], "date": pd.to_datetime(["2019-01-01"] * 2).tz_localize("UTC"),
                            "text": ["The same text of some length."] * 2})  # fmt: skip
    assert duplicates.near_duplicates(stories)["duplicate"].tolist() == [False, True]


def test_a_filter_names_the_column_it_lacks():
    with pytest.raises(ValueError, match="no column country; its columns are date, actor"):
        filters.select(EVENTS[["date", "actor"]], country="VEN")
