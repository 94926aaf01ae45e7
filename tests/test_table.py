"""Events as a table: its columns and kinds, and that nothing is lost between memory and file."""

import csv
import datetime
import subprocess
import sys

import pandas as pd
import pytest

from eventcode import cameo
from eventcode.analysis.table import COLUMNS, KINDS, REQUIRED, SUFFIXES, TableError, read_events, to_frame, write_events
from eventcode.event import Event

EVENTS = [
    Event("a", 0, datetime.date(2019, 6, 4), "RURREB", "010", "BORGOV", "day", "Dorn", "said", "Quill", "RUR", 0.9,
          'Dorn, "the fox", said — ¿no?, to Quill.'),
    Event("b", 3, datetime.date(1848, 1, 1), "NAM", "1951", "NULL", "year", "NA", "", "null", "", 1.0, "NA"),
]  # fmt: skip


def test_columns_are_the_contract():
    assert ", ".join(COLUMNS) == (
        "event_id, story_id, sentence_id, date, date_precision, actor, action, target, actor_text, action_text, "
        "target_text, root, quad_class, goldstein, plover, country, confidence, sentence, reader, "
        "place, place_id, latitude, longitude, place_precision, place_from"
    )


@pytest.mark.parametrize("events", [EVENTS, []])
def test_kinds_hold_for_any_number_of_events(events):
    frame = to_frame(events)
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == len(events)
    expected = pd.DataFrame({column: pd.Series([], dtype=kind) for column, kind in KINDS.items()})
    assert list(frame.dtypes) == list(expected.dtypes)


def test_codes_stay_strings_and_bring_what_the_ontology_says():
    first = to_frame(EVENTS).iloc[0]
    assert (first.action, first.root) == ("010", "01")
    assert (first.quad_class, first.goldstein, first.plover) == (
        cameo.quad_class("010"),
        cameo.goldstein("010"),
        cameo.plover("010"),
    )
    assert first.event_id == EVENTS[0].event_id
    assert first.date == pd.Timestamp(2019, 6, 4)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("events", [EVENTS, [], EVENTS * 1500])
def test_round_trip(tmp_path, suffix, events):
    path = tmp_path / f"events{suffix}"
    assert write_events(iter(events), path) == len(events)
    pd.testing.assert_frame_equal(read_events(path), to_frame(events))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_frame_keeps_its_own_columns(tmp_path, suffix):
    path = tmp_path / f"events{suffix}"
    frame = to_frame(EVENTS).assign(period=["1st", "2nd"])[["period", *COLUMNS]]
    write_events(frame, path)
    back = read_events(path)
    assert list(back.columns) == [*COLUMNS, "period"]
    pd.testing.assert_frame_equal(back[list(COLUMNS)], to_frame(EVENTS))
    assert list(back["period"]) == ["1st", "2nd"]


def test_csv_to_standard_output(capsys):
    write_events(EVENTS, "-")
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["action"] for row in rows] == ["010", "1951"]
    assert rows[0]["date"] == "2019-06-04"


def test_unknown_suffix_names_the_known():
    with pytest.raises(ValueError, match=r"events.xlsx: .*\.csv, \.jsonl, \.parquet"):
        write_events(EVENTS, "events.xlsx")


def test_missing_column_is_named(tmp_path):
    path = tmp_path / "events.csv"
    to_frame(EVENTS).drop(columns="target").to_csv(path, index=False)
    with pytest.raises(ValueError, match=r"events.csv: no column target; the columns are event_id"):
        read_events(path)


def test_lost_zeros_are_put_back(tmp_path):
    path = tmp_path / "events.csv"
    pd.read_csv(write_and_give(path), keep_default_na=False).to_csv(path, index=False)
    assert "010" not in path.read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(read_events(path), to_frame(EVENTS))


def test_codes_that_do_not_agree_with_their_roots_are_noticed(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(write_and_give(path).read_text(encoding="utf-8").replace("1951", "042"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"row 3: action '042' and root '19' do not agree; a spreadsheet"):
        read_events(path)


def write_and_give(path):
    write_events(EVENTS, path)
    return path


def test_a_bad_cell_names_its_column(tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(write_and_give(path).read_text(encoding="utf-8").replace("2019-06-04", "soon"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"events.csv, row 2, column date: 'soon' must be a day"):
        read_events(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_numbers_that_are_not_known_stay_unknown(tmp_path, suffix):
    path = tmp_path / f"events{suffix}"
    frame = to_frame(EVENTS).assign(confidence=float("nan"))
    frame.loc[0, "goldstein"] = float("nan")
    write_events(frame, path)
    read = read_events(path)
    assert read["confidence"].isna().all()
    assert read["goldstein"].isna().tolist() == [True, False]
    pd.testing.assert_frame_equal(read, frame)


def test_writing_needs_no_pandas(tmp_path):
    program = f"""
import sys
from eventcode.analysis.table import write_events
write_events([], {str(tmp_path / "events.csv")!r})
print("pandas" in sys.modules)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_table_without_the_columns_that_came_later_is_read(tmp_path):
    path = tmp_path / "old.csv"
    to_frame(EVENTS)[list(REQUIRED)].to_csv(path, index=False)
    pd.testing.assert_frame_equal(read_events(path)[list(REQUIRED)], to_frame(EVENTS)[list(REQUIRED)])
    assert tuple(read_events(path).columns) == COLUMNS


def test_a_parquet_table_whose_text_is_no_utf8_is_told(tmp_path):
    import pyarrow
    from pyarrow import parquet

    path = tmp_path / "events.parquet"
    write_events(EVENTS, path)
    table = parquet.read_table(path)
    words = pyarrow.array([b"Guaid\xf3"] * len(table), pyarrow.binary()).view(pyarrow.string())
    parquet.write_table(table.set_column(table.column_names.index("sentence"), "sentence", words), path)
    with pytest.raises(TableError, match="events.parquet: no .parquet of events can be read here .*UTF8"):
        read_events(path)


@pytest.mark.parametrize("events", [EVENTS, to_frame(EVENTS)])
def test_days_in_parquet_are_timestamps(tmp_path, events):
    write_events(events, tmp_path / "e.parquet")
    assert pd.api.types.is_datetime64_dtype(pd.read_parquet(tmp_path / "e.parquet")["date"].dtype)
