"""Other people's event data: files written here in the published layouts, read into the table of events and back."""

import datetime
import gzip
import json
import subprocess
import sys
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcode import cameo
from eventcode.analysis import formats
from eventcode.analysis.formats import FormatError, countries, gdelt, icews, petrarch, phoenix, polecat, report, sectors
from eventcode.analysis.table import COLUMNS, KINDS, read_events, to_frame, write_events
from eventcode.event import Event

READERS = {
    "gdelt": (formats.write_gdelt, formats.read_gdelt),
    "icews": (formats.write_icews, formats.read_icews),
    "phoenix": (formats.write_phoenix, formats.read_phoenix),
    "petrarch": (formats.write_petrarch, formats.read_petrarch),
    "polecat": (formats.write_polecat, formats.read_polecat),
    "plover": (formats.write_plover, formats.read_plover),
}

EVENTS = [
    Event("n-1", 0, datetime.date(2019, 5, 13), "RUSGOV", "111", "TURGOVMIL", "day", "Moscow", "condemned",
          "the defence minister", "TUR", 0.9, 'Moscow condemned "it".'),
    Event("n-2", 3, datetime.date(2019, 5, 14), "IGOUNO", "0253", "---REB", "day", "the U.N.", "urged", "rebels"),
    Event("n-2", 4, datetime.date(1998, 12, 31), "VENOPP", "1411", "VENGOV", "day", "A\ttab", "marched", "", "VEN"),
]  # fmt: skip


def write(path, rows, columns, header=False):
    """A file with tabs: each row gives some of the columns, the others are empty."""
    lines = ["\t".join(str(row.get(column, "")) for column in columns) for row in rows]
    path.write_text("\n".join([*(["\t".join(columns)] if header else []), *lines]) + "\n", encoding="utf-8")
    return path


def assert_is_table(frame):
    """The contract's columns first, each of its kind."""
    assert tuple(frame.columns[: len(COLUMNS)]) == COLUMNS
    expected = pd.DataFrame({column: pd.Series([], dtype=kind) for column, kind in KINDS.items()})
    assert list(frame.dtypes[: len(COLUMNS)]) == list(expected.dtypes)
    assert {"format", "file", "missing", "notes"} <= set(frame.attrs)


def notes(frame):
    return "\n".join(frame.attrs["notes"])


# GDELT ----------------------------------------------------------------------------------------------------------------

GDELT_ROW = {
    "GLOBALEVENTID": "410412347", "SQLDATE": "20150218", "Actor1Code": "VENOPP", "Actor1Name": "VENEZUELA",
    "Actor1CountryCode": "VEN", "Actor1Type1Code": "OPP", "Actor2Code": "COP", "Actor2Name": "POLICE",
    "Actor2Type1Code": "COP", "IsRootEvent": "1", "EventCode": "010", "EventBaseCode": "010", "EventRootCode": "01",
    "QuadClass": "1", "GoldsteinScale": "0", "NumMentions": "4", "NumSources": "1", "NumArticles": "4",
    "AvgTone": "-1.5625", "ActionGeo_Type": "1", "ActionGeo_FullName": "Venezuela", "ActionGeo_CountryCode": "VE",
    "ActionGeo_Lat": "8", "ActionGeo_Long": "-66", "DATEADDED": "20150218", "SOURCEURL": "http://a.example/story",
}  # fmt: skip


def test_gdelt_has_its_published_columns():
    one, two, old = (gdelt.columns(version) for version in ("1.0", "2.0", "1.0 before April 2013"))
    assert (len(one), len(two), len(old)) == (58, 61, 57)
    assert one[25:30] == ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass")
    assert one[5:9] == ("Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode")
    assert two[38:40] == ("Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code")
    assert old == one[:-1] and one[-1] == "SOURCEURL"


@pytest.mark.parametrize("version", gdelt.VERSIONS)
def test_gdelt_into_the_table(tmp_path, version):
    frame = formats.read_gdelt(write(tmp_path / "g.tsv", [GDELT_ROW], gdelt.columns(version)))
    assert_is_table(frame)
    row = frame.iloc[0]
    assert (row.event_id, row.actor, row.action, row.target) == ("410412347", "VENOPP", "010", "---COP")
    assert (row.root, row.quad_class, row.goldstein, row.country) == ("01", 1, 0.0, "VEN")
    assert row.date == pd.Timestamp(2015, 2, 18)
    assert (row.actor_text, row.NumMentions, row.AvgTone) == ("VENEZUELA", 4, -1.5625)
    assert row.story_id == ("" if "before" in version else "http://a.example/story")
    assert ("no SOURCEURL" in notes(frame)) == ("before" in version)
    assert (row.sentence, row.sentence_id) == ("", -1) and pd.isna(row.confidence)
    assert set(frame.attrs["missing"]) == {"sentence_id", "date_precision", "action_text", "sentence", "confidence"}


def test_gdelt_with_a_header_or_packed(tmp_path):
    plain = write(tmp_path / "g.tsv", [GDELT_ROW] * 2, gdelt.columns("2.0"))
    expected = formats.read_gdelt(plain)
    headed = write(tmp_path / "h.csv", [GDELT_ROW] * 2, gdelt.columns("2.0"), header=True)
    (tmp_path / "g.tsv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as packed:
        packed.write(plain, "20150218.export.CSV")
    for path in (headed, tmp_path / "g.tsv.gz", tmp_path / "g.zip"):
        pd.testing.assert_frame_equal(formats.read_gdelt(path), expected, check_flags=False)


def test_gdelt_scores_are_the_files(tmp_path):
    row = GDELT_ROW | {"EventCode": "016", "GoldsteinScale": "-2.0"}
    frame = formats.read_gdelt(write(tmp_path / "g.tsv", [row], gdelt.columns("1.0")))
    assert frame.goldstein[0] == -2.0 != cameo.goldstein("016")
    assert "1 row (line 1): GoldsteinScale differs" in notes(frame)


def test_gdelt_tells_what_is_not_there(tmp_path):
    rows = [GDELT_ROW, GDELT_ROW | {"Actor1Code": "", "Actor1CountryCode": "", "ActionGeo_CountryCode": "OC"},
            GDELT_ROW | {"EventCode": "---"}]  # fmt: skip
    frame = formats.read_gdelt(write(tmp_path / "g.tsv", rows, gdelt.columns("1.0")))
    assert list(frame.actor) == ["VENOPP", "---", "VENOPP"]
    assert list(frame.country) == ["VEN", "", "VEN"]
    assert list(frame.action) == ["010", "010", ""] and list(frame.root) == ["01", "01", ""]
    assert "1 row (line 2): no Actor1Code" in notes(frame)
    assert "1 row (line 3): EventCode '---' is no CAMEO code" in notes(frame)
    assert "(line 2): ActionGeo_CountryCode is no country's" in notes(frame)
    text = report(frame)
    assert "3 events of GDELT" in text and "sentence: GDELT has no text" in text and "line 3" in text


def test_gdelt_actor_codes():
    cases = [("", "", "---"), ("ROMGOV", "ROM", "ROMGOV"), ("GOV", "", "---GOV"), ("IGOUNO", "", "IGOUNO"),
             ("USA", "USA", "USA"), ("BYS", "", "BYS"), ("---REB", "", "---REB")]  # fmt: skip
    for code, country, expected in cases:
        assert gdelt._code_of(code, country) == expected


def test_wrong_number_of_cells(tmp_path):
    with pytest.raises(FormatError, match=r"g.tsv, line 1: 27 cells; GDELT's event files have 58"):
        formats.read_gdelt(write(tmp_path / "g.tsv", [{}], ["x"] * 27))
    path = write(tmp_path / "h.tsv", [GDELT_ROW] * 3, gdelt.columns("1.0"))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[1] + "\textra", "", lines[2]]), encoding="utf-8")
    with pytest.raises(FormatError, match=r"h.tsv, line 2: 59 cells where GDELT 1.0 has 58; .*errors='skip'"):
        formats.read_gdelt(path)
    frame = formats.read_gdelt(path, errors="skip")
    assert len(frame) == 2
    assert "1 row (line 2): left out: 59 cells where GDELT 1.0 has 58" in notes(frame)


def test_unreadable_cells_name_their_line(tmp_path):
    rows = [GDELT_ROW, GDELT_ROW | {"SQLDATE": "20150231"}, GDELT_ROW | {"AvgTone": "warm"}]
    path = write(tmp_path / "g.tsv", rows, gdelt.columns("1.0"))
    with pytest.raises(FormatError, match=r"g.tsv, line 2: SQLDATE is '20150231'; a day belongs there"):
        formats.read_gdelt(path)
    frame = formats.read_gdelt(path, errors="skip")
    assert len(frame) == 1
    assert "line 2): left out: SQLDATE cannot be read" in notes(frame)
    assert "line 3): left out: AvgTone cannot be read" in notes(frame)


def test_bytes_that_are_no_text_name_their_line(tmp_path):
    path = tmp_path / "g.tsv"
    write(path, [GDELT_ROW, GDELT_ROW | {"Actor1Name": "CURAÇAO"}], gdelt.columns("1.0"))
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(FormatError, match=r"g.tsv, line 2: not utf-8 text; give the encoding"):
        formats.read_gdelt(path)
    assert formats.read_gdelt(path, encoding="latin-1").actor_text[1] == "CURAÇAO"


def test_lost_zeros_are_an_error_or_mended(tmp_path):
    rows = [GDELT_ROW | {"EventCode": code} for code in ("10", "42", "190", "253")]
    path = write(tmp_path / "g.tsv", rows, gdelt.columns("1.0"))
    with pytest.raises(FormatError, match=r"g.tsv, line 2: EventCode '42' has lost the zero"):
        formats.read_gdelt(path)
    frame = formats.read_gdelt(path, restore_zeros=True)
    assert list(frame.action) == ["010", "042", "190", "0253"]
    assert "3 rows (lines 1, 2, 4): the zero that EventCode had lost was put back" in notes(frame)


def test_chunks_are_the_whole(tmp_path):
    rows = [GDELT_ROW | {"GLOBALEVENTID": str(n), "EventCode": "---" if n == 4 else "043"} for n in range(7)]
    path = write(tmp_path / "g.tsv", rows, gdelt.columns("2.0"))
    chunks = list(formats.read_gdelt(path, chunksize=3))
    assert [len(chunk) for chunk in chunks] == [3, 3, 1]
    assert ["line 5" in notes(chunk) for chunk in chunks] == [False, True, False]
    whole = formats.read_gdelt(path)
    pd.testing.assert_frame_equal(pd.concat(chunks, ignore_index=True), whole, check_flags=False)


def test_batches_inside_are_not_seen(tmp_path, monkeypatch):
    path = write(tmp_path / "g.tsv", [GDELT_ROW | {"EventCode": "---"}] * 7, gdelt.columns("2.0"))
    expected = formats.read_gdelt(path)
    monkeypatch.setattr("eventcode.analysis.formats.frames.BATCH", 2)
    frame = formats.read_gdelt(path)
    pd.testing.assert_frame_equal(frame, expected)
    assert frame.attrs["notes"] == expected.attrs["notes"]
    assert "7 rows (lines 1, 2, 3, 4, 5, ...)" in notes(frame)


def test_keep_chooses_the_columns_to_the_right(tmp_path):
    path = write(tmp_path / "g.tsv", [GDELT_ROW], gdelt.columns("2.0"))
    assert list(formats.read_gdelt(path, keep=["AvgTone"]).columns) == [*COLUMNS, "AvgTone"]
    assert list(formats.read_gdelt(path, keep=[]).columns) == list(COLUMNS)
    with pytest.raises(FormatError, match=r"no column Tone to keep; there are .*AvgTone"):
        formats.read_gdelt(path, keep=["Tone"])


def test_arguments_are_checked(tmp_path):
    path = write(tmp_path / "g.tsv", [GDELT_ROW], gdelt.columns("2.0"))
    with pytest.raises(ValueError, match="errors is 'ignore'; give one of raise, skip"):
        formats.read_gdelt(path, errors="ignore")
    with pytest.raises(ValueError, match="chunksize is 0"):
        formats.read_gdelt(path, chunksize=0)
    with pytest.raises(ValueError, match="unknown GDELT version '3'; known are 1.0, 2.0"):
        formats.write_gdelt([], tmp_path / "x", version="3")
    with pytest.raises(FormatError, match="nowhere.csv: there is no such file"):
        formats.read_gdelt(tmp_path / "nowhere.csv")


# ICEWS ----------------------------------------------------------------------------------------------------------------

ICEWS_ROW = {
    "Event ID": "20718170", "Event Date": "2014-01-02", "Source Name": "Defense Ministry (Russia)",
    "Source Sectors": "Executive,Government,Defense / Security Ministry", "Source Country": "Russian Federation",
    "Event Text": "Make statement", "CAMEO Code": "010", "Intensity": "0.0", "Target Name": "Citizen (Ukraine)",
    "Target Sectors": "General Population / Civilian / Social,Social", "Target Country": "Ukraine",
    "Story ID": "32556099", "Sentence Number": "3", "Publisher": "Wire", "City": "Kiev", "Country": "Ukraine",
    "Latitude": "50.4547", "Longitude": "30.5238",
}  # fmt: skip


def read_icews(tmp_path, *rows, **options):
    path = write(tmp_path / "events.tab", [ICEWS_ROW | row for row in rows], icews.COLUMNS, header=True)
    return formats.read_icews(path, **options)


def test_icews_into_the_table(tmp_path):
    assert len(icews.COLUMNS) == 20
    frame = read_icews(tmp_path, {})
    assert_is_table(frame)
    row = frame.iloc[0]
    assert (row.actor, row.action, row.target, row.country) == ("RUSGOVMIL", "010", "UKRCVL", "UKR")
    assert (row.story_id, row.sentence_id, row.actor_text) == ("32556099", 3, "Defense Ministry (Russia)")
    assert (row.Publisher, row.Latitude) == ("Wire", 50.4547)


def test_icews_event_id_is_not_unique(tmp_path):
    frame = read_icews(tmp_path, {}, {"Event Date": "2014-01-09"}, {"Event Date": "2014-01-09"})
    assert list(frame.event_id) == ["20718170-20140102", "20718170-20140109", "20718170-20140109"]
    assert "1 row (line 4): the same Event ID on the same day" in notes(frame)


def test_icews_2017_dates_and_missing_codes(tmp_path):
    rows = [
        {"Event Date": "3/14/2017", "CAMEO Code": "", "Event Text": "Consult"},
        {"CAMEO Code": "NULL", "Event Text": "?"},
    ]
    frame = read_icews(tmp_path, *rows)
    assert list(frame.date) == [pd.Timestamp(2017, 3, 14), pd.Timestamp(2014, 1, 2)]
    assert list(frame.action) == ["040", ""]
    assert list(frame.quad_class) == [1, 0]
    assert "1 row (line 2): CAMEO Code was missing; taken from Event Text" in notes(frame)
    assert "1 row (line 3): no CAMEO Code; action left empty" in notes(frame)
    assert "1 row (line 2): Event Date has the month before the day" in notes(frame)
    with pytest.raises(FormatError, match=r"line 2: Event Date is '14/3/2017'"):
        read_icews(tmp_path, {"Event Date": "14/3/2017"})


def test_icews_tells_the_names_it_does_not_know(tmp_path):
    frame = read_icews(
        tmp_path, {"Source Country": "Ruritania", "Target Sectors": "Wizards,Police"}, {"Source Country": ""}
    )
    assert list(frame.actor) == ["---GOVMIL", "---GOVMIL"]
    assert frame.target[0] == "UKRCOP"
    assert "(line 2): country 'Ruritania' is not in the actor dictionaries" in notes(frame)
    assert "(line 2): sector 'Wizards' is not known" in notes(frame)
    assert "(line 3): Source has no country and is no organisation we know" in notes(frame)


def test_icews_header_in_any_spelling(tmp_path):
    expected = read_icews(tmp_path, {})
    for separator in (".", "_"):
        names = [column.replace(" ", separator).lower() for column in icews.COLUMNS]
        path = write(tmp_path / "e.tab", [dict(zip(names, (ICEWS_ROW.get(c, "") for c in icews.COLUMNS), strict=True))],
                     names, header=True)  # fmt: skip
        pd.testing.assert_frame_equal(formats.read_icews(path), expected, check_flags=False)
    csv = tmp_path / "e.csv"
    pd.read_csv(tmp_path / "events.tab", sep="\t", dtype=str).to_csv(csv, index=False)
    pd.testing.assert_frame_equal(formats.read_icews(csv), expected, check_flags=False)
    columns = [column for column in icews.COLUMNS if column not in ("CAMEO Code", "Event Text")]
    with pytest.raises(FormatError, match=r"line 1: no column CAMEO Code; an ICEWS file begins with"):
        formats.read_icews(write(tmp_path / "f.tab", [], columns, header=True))


@pytest.mark.parametrize(
    ("name", "sectors_", "country", "code"),
    [
        ("China", "", "China", "CHN"),
        ("Citizen (Gambia)", "Social", "The Gambia", "GMBCVL"),
        ("United Nations", "International Government Organization,Global", "", "IGOUNO"),
        ("A new body", "Regional,International Government Organization", "", "IGO"),
        ("Police (Kenya)", "Government,Police", "Kenya", "KENCOP"),
        ("Men in masks", "Unidentified Forces", "", "---UAF"),
        (
            "A president",
            "Parties,(National) Major Party,Government,Center Left,Executive Office,Executive",
            "Chad",
            "TCDGOV",
        ),
        ("A crew", "Navy Mechanized (Ships, Tanks, Planes),Military,Navy,Government", "Iran", "IRNMIL"),
        (
            "A lawmaker",
            "Legislative / Parliamentary,Government,Opposition Major Party (Out Of Government)",
            "Peru",
            "PERLEG",
        ),
    ],
)
def test_icews_actor_codes(name, sectors_, country, code):
    assert icews.actor_code(name, sectors_, country) == code


SECTORS = ["Government", "Executive", "Military", "Army", "Police", "Social", "Rebel", "Legislative / Parliamentary",
           "Navy Mechanized (Ships, Tanks, Planes)", "Center Left", "Business"]  # fmt: skip


@given(
    st.permutations(SECTORS).flatmap(lambda all_: st.integers(0, len(all_)).map(lambda n: (all_[:n], sorted(all_[:n]))))
)
def test_the_order_of_sectors_is_no_matter(both):
    given_order, sorted_order = (",".join(list_) for list_ in both)
    assert sectors.role_of_sectors(given_order) == sectors.role_of_sectors(sorted_order)
    assert sectors.unknown_sectors(given_order) == []


@pytest.mark.parametrize("role", [*sectors.ROLES, "GOVMIL", "GOVPTY", "OPPPTY"])
def test_roles_through_sectors_and_back(role):
    written = sectors.sectors_of_role(role)
    assert sectors.unknown_sectors(written) == []
    same = {"SEP": "REB", "INS": "REB"}.get(role, role)
    assert sectors.role_of_sectors(written) == (same if written else "")
    assert bool(written) == (role not in ("ENV", "HRI", "DEV", "MOD"))


def test_icews_2017_cells_in_quotation_marks(tmp_path):
    quoted = {"Source Sectors": '"Government,Police"', "Target Name": '"Front ""Free"", the (Ukraine)"',
              "Event Text": f'"{cameo.get("183").label}"', "CAMEO Code": ""}  # fmt: skip
    frame = read_icews(tmp_path, quoted, {})
    assert (frame.actor[0], frame.action[0]) == ("RUSCOP", "183")
    assert frame.target_text[0] == 'Front "Free", the (Ukraine)'
    assert "1 row (line 2): cells in quotation marks; these were taken off" in notes(frame)


def test_icews_codes_that_are_none_come_from_their_names(tmp_path):
    named = {"Event Text": "Threaten with repression"}
    frame = read_icews(tmp_path, {**named, "CAMEO Code": "13y"}, {**named, "CAMEO Code": "130"}, {"CAMEO Code": "13y",
                       "Event Text": "?"})  # fmt: skip
    assert list(frame.action) == ["137", "130", ""]
    assert "1 row (line 2): CAMEO Code is none there is; taken from Event Text" in notes(frame)
    assert "1 row (line 4): CAMEO Code '13y' is no CAMEO code; action left empty" in notes(frame)
    without = [column for column in icews.COLUMNS if column != "CAMEO Code"]
    frame = formats.read_icews(write(tmp_path / "e.tab", [ICEWS_ROW | named], without, header=True))
    assert list(frame.action) == ["137"]


def test_icews_codes_as_numbers_are_what_their_names_say(tmp_path):
    """10 among them is 010 where the row says Make statement, and 10 where it says Demand."""
    rows = [{"CAMEO Code": "137.0", "Event Text": "?"}, {"CAMEO Code": "43.0", "Event Text": "Host a visit"},
            {"CAMEO Code": "10.0", "Event Text": cameo.get("010").label}]  # fmt: skip
    frame = read_icews(tmp_path, *rows)
    assert list(frame.action) == ["137", "043", "010"]
    assert "2 rows (lines 3, 4): CAMEO Code had lost its zero; taken from Event Text" in notes(frame)
    with pytest.raises(FormatError, match=r"line 2: CAMEO Code '43' has lost the zero"):
        read_icews(tmp_path, {"CAMEO Code": "43.0", "Event Text": "?"})


def test_icews_names_are_written_as_they_were_read(tmp_path):
    rows = [{"Source Name": "Acme Airways", "Source Country": "", "Source Sectors": "Multinational Corporation",
             "Target Name": "Jane Roe", "Target Country": "", "Target Sectors": "Regional"},
            {"Source Name": "The United Nations", "Source Country": "", "Source Sectors": "Global"}]  # fmt: skip
    frame = read_icews(tmp_path, *rows)
    assert list(frame.actor) == ["MNC", "IGOUNO"]
    formats.write_icews(frame, tmp_path / "out.tab")
    written = pd.read_csv(tmp_path / "out.tab", sep="\t", dtype=str, keep_default_na=False)
    assert list(written["Source Name"]) == ["Acme Airways", "The United Nations"]
    assert written["Target Name"][0] == "Jane Roe"


# Phoenix and PETRARCH -------------------------------------------------------------------------------------------------

PHOENIX_ROW = {
    "EventID": "1234", "Date": "20140620", "Year": "2014", "Month": "06", "Day": "20", "SourceActorFull": "SYRGOVMIL",
    "SourceActorEntity": "SYR", "SourceActorRole": "GOV", "SourceActorAttribute": "MIL", "TargetActorFull": "TURUAF",
    "TargetActorEntity": "TUR", "TargetActorAttribute": "UAF", "EventCode": "0234", "EventRootCode": "02",
    "PentaClass": "0", "GoldsteinScore": "3.4", "Issues": "ID_ATROCITY,1;ARMS,2", "Lat": "36.2", "Lon": "37.16",
    "LocationName": "Aleppo", "StateName": "Aleppo Governorate", "CountryCode": "SYR",
    "SentenceID": "53a44a_2;53a44b_1", "URLs": "http://a.example;http://b.example", "NewsSources": "bbc;reuters",
}  # fmt: skip


def test_phoenix_into_the_table(tmp_path):
    assert len(phoenix.COLUMNS) == 26
    frame = formats.read_phoenix(write(tmp_path / "p.txt", [PHOENIX_ROW], phoenix.COLUMNS))
    assert_is_table(frame)
    row = frame.iloc[0]
    assert (row.event_id, row.actor, row.action, row.target) == ("1234", "SYRGOVMIL", "0234", "TURUAF")
    assert (row.story_id, row.sentence_id, row.country) == ("53a44a", 2, "SYR")
    assert row.quad_class == 1, "the ICEWS cut, not Phoenix's class 0"
    assert (row.Lat, row.NewsSources) == (36.2, "bbc;reuters")
    assert "several sentences" in notes(frame)


def test_phoenix_historical_csv(tmp_path):
    names = {column: old for old, column in phoenix._HISTORICAL.items()}
    row = {names.get(column, column.lower()): value for column, value in PHOENIX_ROW.items()} | {"process": "x"}
    path = tmp_path / "p.csv"
    pd.DataFrame([row | {"story_date": "06/20/2014"}]).to_csv(path, index=False)
    frame = formats.read_phoenix(path)
    expected = formats.read_phoenix(write(tmp_path / "p.txt", [PHOENIX_ROW], phoenix.COLUMNS))
    pd.testing.assert_frame_equal(frame[list(expected.columns)], expected, check_flags=False)


def test_phoenix_writes_its_five_classes(tmp_path):
    events = [
        Event("s", 1, datetime.date(2014, 6, 20), "SYR", code, "TUR") for code in ("010", "023", "036", "160", "190")
    ]
    formats.write_phoenix(events, tmp_path / "p.txt", header=True)
    written = pd.read_csv(tmp_path / "p.txt", sep="\t", dtype=str)
    assert list(written.columns) == list(phoenix.COLUMNS)
    assert list(written.PentaClass) == ["0", "0", "1", "3", "4"]


def test_petrarch_lines_of_every_length(tmp_path):
    head = ["20010214", "USAGOV", "---MIL", "111", "ISSUE,2", "AFP0808020621_3;B_1"]
    url, source = "http://a.example/x", "AFP"
    texts, event, roots = ["the White House", "---"], "criticised", ["USA", "---"]
    lines = [
        [*head, source],
        [*head, url, source],
        [*head, source, *texts],
        [*head, url, source, *texts, event],
        [*head, source, event],
        [*head, url, source, *texts, event, *roots],
        [*head, source, *roots],
    ]
    path = tmp_path / "evts.txt"
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    frame = formats.read_petrarch(path)
    assert_is_table(frame)
    assert set(frame.actor) == {"USAGOV"} and set(frame.target) == {"---MIL"} and set(frame.action) == {"111"}
    assert set(frame.story_id) == {"AFP0808020621"} and set(frame.sentence_id) == {3}
    assert list(frame.URL) == ["", url, "", url, "", url, ""]
    assert list(frame.actor_text) == ["", "", texts[0], texts[0], "", texts[0], ""]
    assert list(frame.action_text) == ["", "", "", event, event, event, ""]
    assert list(frame.SourceRoot) == ["", "", "", "", "", "USA", "USA"]
    assert set(frame.target_text) == {""} and set(frame.StorySource) == {"AFP"}
    with pytest.raises(FormatError, match="line 1: 4 cells; a line of PETRARCH has at least seven"):
        path.write_text("20010214\tUSA\tMEX\t111\n", encoding="utf-8")
        formats.read_petrarch(path)


def test_petrarch_ids_are_ours(tmp_path):
    formats.write_petrarch(EVENTS, tmp_path / "e.txt")
    assert list(formats.read_petrarch(tmp_path / "e.txt").event_id) == [event.event_id for event in EVENTS]
    first = (tmp_path / "e.txt").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert first == ["20190513", "RUSGOV", "TURGOVMIL", "111", "", "n-1_0", "NULL", "Moscow", "the defence minister",
                     "condemned"]  # fmt: skip
    formats.write_petrarch(EVENTS, tmp_path / "e.txt", texts=False)
    assert len((tmp_path / "e.txt").read_text(encoding="utf-8").splitlines()[0].split("\t")) == 7
    assert petrarch.COLUMNS[:4] == ("Date", "Source", "Target", "Code")


# POLECAT and PLOVER ---------------------------------------------------------------------------------------------------

POLECAT_ROW = {column: "None" for column in polecat.COLUMNS} | {
    "Event ID": "20190801-2309-4e08_CONSULT_R", "Event Date": "2019-08-01", "Event Type": "CONSULT",
    "Event Mode": "visit", "Intensity": "1.5", "Quad Code": "VERBAL COOPERATION", "Contexts": "diplomatic;military",
    "Actor Name": "Ann; Ben", "Actor Country": "USA; RUS", "Actor COW": "2; 365", "Primary Actor Sector": "GOV; JRN",
    "Recipient Name": "Cal", "Recipient Country": "Venezuela", "Primary Recipient Sector": "OPP", "Country": "BRB",
    "Latitude": "13.1", "Longitude": "-59.5", "Source": "wire", "Publication Date": "2019-08-01", "Language": "en",
}  # fmt: skip


def test_polecat_into_the_table(tmp_path):
    assert len(polecat.COLUMNS) == 40
    frame = formats.read_polecat(write(tmp_path / "p.txt", [POLECAT_ROW], polecat.COLUMNS, header=True))
    assert_is_table(frame)
    row = frame.iloc[0]
    assert (row.plover, row.quad_class, row.action, row.root) == ("CONSULT", 1, "", "")
    assert (row.actor, row.target, row.country) == ("USAGOV", "VENOPP", "BRB")
    assert (row.actor_text, row.story_id, row.Intensity) == ("Ann", "20190801-2309-4e08", 1.5)
    assert pd.isna(row.goldstein) and "action" in frame.attrs["missing"]
    assert "several countries as Actor" in notes(frame)


def test_polecat_rows_for_every_pair(tmp_path):
    rows = [POLECAT_ROW, POLECAT_ROW | {"Actor Country": "VEN", "Primary Actor Sector": "OPP", "Event ID": "a"}]
    frame = formats.expand_actors(formats.read_polecat(write(tmp_path / "p.txt", rows, polecat.COLUMNS, header=True)))
    assert list(frame.actor) == ["USAGOV", "RUSMED", "VENOPP"]
    assert list(frame.target) == ["VENOPP"] * 3
    assert list(frame.event_id) == ["20190801-2309-4e08_CONSULT_R-1", "20190801-2309-4e08_CONSULT_R-2", "a"]
    with pytest.raises(FormatError, match="no column Actor Country"):
        formats.expand_actors(frame.drop(columns="Actor Country"))


@pytest.mark.parametrize(
    ("country", "sector", "codes"),
    [
        ("USA; RUS", "GOV; MIL", ["USAGOV", "RUSMIL"]),
        ("USA|RUS", "GOV", ["USAGOV", "RUS"]),
        ("", "REB", ["---REB"]),
        ("", "IGO", ["IGO"]),
        ("IGO", "IGO", ["IGO"]),
        ("Venezuela", "MED", ["VENHLH"]),
        ("", "", ["---"]),
        ("USA; USA", "GOV; GOV", ["USAGOV"]),
    ],
)
def test_polecat_actor_codes(country, sector, codes):
    assert polecat.actor_codes(country, sector) == codes


def test_polecat_files_with_a_wrong_header(tmp_path):
    good = write(tmp_path / "p.txt", [POLECAT_ROW], polecat.COLUMNS, header=True)
    expected = formats.read_polecat(good)
    head, row = good.read_text(encoding="utf-8").splitlines()
    for name, text in (("names", f"Headline\tEvent Text\t{head}\n{row}\n"), ("tabs", f"{head}\t\t\n{row}\t\t\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        frame = formats.read_polecat(tmp_path / name)
        pd.testing.assert_frame_equal(frame[list(expected.columns)], expected, check_flags=False)
    with pytest.raises(FormatError, match="no column Event Type"):
        names = ["Event ID", "Event Date", "Actor Country", "Recipient Country"]
        formats.read_polecat(write(tmp_path / "q.txt", [], names, header=True))


def test_ngec_records(tmp_path):
    record = {
        "id": "20190801-2309-4e08_COOPERATE_R", "event_type": "RETREAT", "event_mode": [],
        "contexts": ["pro_democracy"], "pub_date": "2019-08-01", "date_resolved": "2019-07-31", "publisher": "wire",
        "story_people": ["Ann", "Ben"],
        "attributes": {"ACTOR": [{"text": "she", "wiki": "Ann", "country": "VEN", "code_1": "ELI", "code_2": ""}],
                       "RECIP": [{"text": "Ben", "country": "VEN", "code_1": "REB"}], "LOC": [{"text": "Barbados"}]},
        "event_geolocation": {"reason": "found", "geo": {"country_code3": "BRB", "lat": 13.1, "lon": -59.5}},
    }  # fmt: skip
    path = tmp_path / "events_processed.jsonl"
    path.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    row = formats.read_polecat(path).iloc[0]
    assert (row.actor, row.target, row.plover, row.country) == ("VENELI", "VENREB", "RETREAT", "BRB")
    assert row.date == pd.Timestamp(2019, 7, 31)
    assert (row["Story People"], row.Latitude, row.actor_text) == ("Ann; Ben", 13.1, "Ann")
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(
        FormatError, match=r"events_processed.jsonl, line 1: no record of NGEC \(KeyError: 'pub_date'\)"
    ):
        formats.read_polecat(path)


def test_plover_records(tmp_path):
    simple = {"id": "P-1", "date": "2016-07-24", "actor": [{"code": "USA"}],
              "recipient": [{"code": "CAN", "sector": "JRN"}], "event": ["AGREE", "CONSULT"], "quad_code": 1,
              "event_loc": {"country code": "US"}}  # fmt: skip
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(simple) + "\nnot json\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"p.jsonl, line 2: no record of PLOVER \(JSONDecodeError"):
        formats.read_plover(path)
    frame = formats.read_plover(path, errors="skip")
    assert_is_table(frame)
    row = frame.iloc[0]
    assert (row.actor, row.target, row.plover, row.quad_class, row.country) == ("USA", "CANMED", "AGREE", 1, "USA")
    assert (row.action, row.root) == ("", "")
    assert "(line 1): several actors, recipients or event types" in notes(frame)


def test_our_events_come_back_whole_from_plover(tmp_path):
    events = [*EVENTS, Event("n-3", 1, datetime.date(2012, 1, 1), "USADEV", "070", "IGOUNO", "year")]
    assert formats.write_plover(events, tmp_path / "p.jsonl") == 4
    back = formats.read_plover(tmp_path / "p.jsonl")
    pd.testing.assert_frame_equal(back[list(COLUMNS)], to_frame(events), check_flags=False)
    formats.write_plover(EVENTS, tmp_path / "p.jsonl", text=False)
    records = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "text" not in records[0]
    assert records[0]["actor"] == [{"code": "RUS", "sector": "GOV", "entity_text": "Moscow", "cameo": "RUSGOV"}]
    assert records[1]["event"] == ["REQUEST"] and records[1]["mode"] == ["yield"]


@pytest.mark.parametrize("name", ["polecat", "plover"])
def test_statements_are_left_out_of_plover(tmp_path, name):
    statement = Event("s", 1, datetime.date(2014, 6, 20), "SYR", "010", "TUR")
    with pytest.warns(UserWarning, match="1 of 4 events have no PLOVER type"):
        assert READERS[name][0]([statement, *EVENTS], tmp_path / "x") == 3


# What every reader does the same --------------------------------------------------------------------------------------


def test_gdelt_lines_with_and_without_their_address_in_one_file(tmp_path):
    long = write(tmp_path / "a", [GDELT_ROW], gdelt.columns("1.0")).read_text(encoding="utf-8")
    short = write(tmp_path / "b", [GDELT_ROW], gdelt.columns("1.0 before April 2013")).read_text(encoding="utf-8")
    for name, text in (("long first", long + short), ("short first", short + long)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        frame = formats.read_gdelt(tmp_path / name)
        assert sorted(frame.story_id) == ["", "http://a.example/story"]
        assert "1 row" in notes(frame) and "no SOURCEURL" in notes(frame)
    lost = "\t".join(long.split("\t")[1:])  # 57 cells too, but another one is missing
    (tmp_path / "lost").write_text(short + lost, encoding="utf-8")
    with pytest.raises(FormatError, match="line 2: 57 cells where GDELT 1.0 has 58"):
        formats.read_gdelt(tmp_path / "lost")


def test_gdelt_rows_dated_a_year_early_are_told(tmp_path):
    rows = [GDELT_ROW | {"SQLDATE": day, "DATEADDED": "20160229"} for day in ("20150228", "20160228", "20140301")]
    frame = formats.read_gdelt(write(tmp_path / "g", rows, gdelt.columns("1.0")))
    assert "1 row (line 1): SQLDATE is a year before DATEADDED" in notes(frame)
    rows = [GDELT_ROW | {"SQLDATE": "20150218", "DATEADDED": "20160218001500"}]
    assert "a year before" in notes(formats.read_gdelt(write(tmp_path / "g", rows, gdelt.columns("2.0"))))


@pytest.mark.parametrize("word", ["NULL", "NA", "NaN", "nan", "None", "<NA>", "\\N"])
def test_every_word_for_nothing_is_nothing(tmp_path, word):
    row = GDELT_ROW | dict.fromkeys(("Actor2Code", "Actor2CountryCode", "ActionGeo_Lat", "Actor1Name"), word)
    frame = formats.read_gdelt(write(tmp_path / "g", [row], gdelt.columns("2.0")))
    assert (frame.target[0], frame.actor_text[0]) == ("---", "") and pd.isna(frame.ActionGeo_Lat[0])
    row = PHOENIX_ROW | dict.fromkeys(("TargetActorFull", "CountryCode", "Lat", "Lon", "GoldsteinScore"), word)
    frame = formats.read_phoenix(write(tmp_path / "p", [row], phoenix.COLUMNS))
    assert (frame.target[0], frame.country[0], frame.goldstein[0]) == ("---", "", cameo.goldstein("0234"))
    (tmp_path / "e").write_text(f"20140620\tSYR\t{word}\t111\t\ta_1\t{word}\n", encoding="utf-8")
    frame = formats.read_petrarch(tmp_path / "e")
    assert (frame.target[0], frame.StorySource[0]) == ("---", "")
    frame = read_icews(tmp_path, dict.fromkeys(("Target Country", "District", "Latitude", "Sentence Number"), word))
    assert (frame.target[0], frame.District[0], frame.sentence_id[0]) == ("---CVL", "", -1)


def test_namibia_and_nan_are_something(tmp_path):
    rows = [PHOENIX_ROW | {"CountryCode": "NA"}, PHOENIX_ROW | {"CountryCode": "NA", "Lat": "NA", "Lon": "NA"}]
    assert list(formats.read_phoenix(write(tmp_path / "p", rows, phoenix.COLUMNS)).country) == ["NAM", ""]
    assert read_icews(tmp_path, {"City": "Nan", "Country": "Thailand"}).City[0] == "Nan"


@pytest.mark.parametrize(
    ("old", "today"), [("KSV", "XKX"), ("BYS", "BLR"), ("YMD", "YEM"), ("ROM", "ROU"), ("TMP", "TLS")]
)
def test_every_reader_has_the_countries_codes_of_today(tmp_path, old, today):
    row = GDELT_ROW | {"Actor1Code": f"{old}GOV", "Actor1CountryCode": old}
    frame = formats.read_gdelt(write(tmp_path / "g", [row], gdelt.columns("2.0")))
    assert frame.actor[0] == f"{today}GOV"
    assert f"Actor1Code has {old}, which is {today} today" in notes(frame)
    formats.write_gdelt(frame, tmp_path / "again")
    assert f"{old}GOV" in (tmp_path / "again").read_text(encoding="utf-8")
    row = PHOENIX_ROW | {"SourceActorFull": f"{old}GOV", "CountryCode": old}
    frame = formats.read_phoenix(write(tmp_path / "p", [row], phoenix.COLUMNS))
    assert (frame.actor[0], frame.country[0]) == (f"{today}GOV", today)
    (tmp_path / "e").write_text(f"20140620\t{old}MIL\t---\t111\t\ta_1\tx\n", encoding="utf-8")
    assert formats.read_petrarch(tmp_path / "e").actor[0] == f"{today}MIL"
    row = POLECAT_ROW | {"Recipient Country": old}
    assert formats.read_polecat(write(tmp_path / "q", [row], polecat.COLUMNS, header=True)).target[0] == f"{today}OPP"
    record = {"id": "1", "date": "2014-06-20", "actor": [{"code": old}], "event": ["ACCUSE"], "event_loc": {"cc3": old}}
    (tmp_path / "r").write_text(json.dumps(record) + "\n", encoding="utf-8")
    frame = formats.read_plover(tmp_path / "r")
    assert (frame.actor[0], frame.country[0]) == (today, today)


def test_ids_and_days_that_went_through_numbers(tmp_path):
    row = GDELT_ROW | {"GLOBALEVENTID": "410412347.0", "SQLDATE": "20150218.0", "EventCode": "190.0"}
    frame = formats.read_gdelt(write(tmp_path / "g", [row], gdelt.columns("2.0")))
    assert (frame.event_id[0], frame.action[0]) == ("410412347", "190")
    assert frame.date[0] == pd.Timestamp(2015, 2, 18)
    path = write(tmp_path / "g", [GDELT_ROW | {"EventCode": "10.0"}], gdelt.columns("2.0"))
    with pytest.raises(FormatError, match="EventCode '10' has lost the zero"):
        formats.read_gdelt(path)
    assert formats.read_gdelt(path, restore_zeros=True).action[0] == "010"


def test_zips_hold_one_file_or_a_year_of_them(tmp_path):
    months = {number: write(tmp_path / "m", [POLECAT_ROW | {"Event Date": f"2019-{number:02d}-01"}], polecat.COLUMNS,
                            header=True).read_bytes() for number in (10, 2, 1)}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as packed:
        packed.writestr("a.txt", months[1])
        packed.writestr("__MACOSX/._a.txt", b"\x00\x05\x16")
        packed.writestr(".DS_Store", b"\x00\xff")
    assert len(formats.read_polecat(tmp_path / "one.zip")) == 1
    with zipfile.ZipFile(tmp_path / "year.zip", "w") as packed:
        packed.mkdir("2019")
        for number, text in months.items():
            packed.writestr(f"2019/{number}.txt", text)
    frame = formats.read_polecat(tmp_path / "year.zip")
    assert list(frame.date.dt.month) == [1, 2, 10]
    assert "1 row (line 2): 2019/1.txt: several countries as Actor" in notes(frame)
    assert [len(chunk) for chunk in formats.read_polecat(tmp_path / "year.zip", chunksize=5)] == [1, 1, 1]
    with zipfile.ZipFile(tmp_path / "year.zip", "a") as packed:
        packed.writestr("2019/11.txt", months[1].replace(b"2019-01-01", b"2019-13-01"))
    with pytest.raises(FormatError, match=r"year.zip/2019/11.txt, line 2: Event Date is '2019-13-01'"):
        formats.read_polecat(tmp_path / "year.zip")


def test_zips_that_hold_nothing_are_told(tmp_path):
    zipfile.ZipFile(tmp_path / "e.zip", "w").close()
    with pytest.raises(FormatError, match="e.zip: holds no file"):
        formats.read_icews(tmp_path / "e.zip")
    (tmp_path / "b.zip").write_bytes(b"PK not")
    with pytest.raises(FormatError, match="b.zip: no zip that can be opened"):
        formats.read_gdelt(tmp_path / "b.zip")


# There and back -------------------------------------------------------------------------------------------------------

ROWS = {
    "gdelt": ([GDELT_ROW, GDELT_ROW | {"Actor2Code": "ROMGOV", "Actor2CountryCode": "ROM", "AvgTone": ""}],
              gdelt.columns("2.0"), False),
    "icews": ([ICEWS_ROW, ICEWS_ROW | {"Source Name": "United Nations", "Source Country": "", "Source Sectors": ""}],
              icews.COLUMNS, True),
    "phoenix": ([PHOENIX_ROW], phoenix.COLUMNS, False),
    "polecat": ([POLECAT_ROW], polecat.COLUMNS, True),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_published_file_there_and_back(tmp_path, name):
    writer, reader = READERS[name]
    rows, columns, header = ROWS[name]
    frame = reader(write(tmp_path / "a", rows, columns, header))
    assert writer(frame, tmp_path / "b") == len(rows)
    pd.testing.assert_frame_equal(reader(tmp_path / "b"), frame, check_flags=False)
    written = pd.read_csv(tmp_path / "b", sep="\t", dtype=str, header=0 if header else None, names=columns,
                          keep_default_na=False, quoting=3)  # fmt: skip
    for row, found in zip(rows, written.to_dict("records"), strict=True):
        derived = {"MonthYear", "Year", "FractionDate", "Intensity", "SourceActorRole", "TargetActorRole"}
        assert {c: found[c] for c in row if c not in derived} == {c: row[c] for c in row if c not in derived}


def test_gdelt_time_columns(tmp_path):
    formats.write_gdelt(EVENTS, tmp_path / "g", version="1.0")
    first = dict(
        zip(gdelt.columns("1.0"), (tmp_path / "g").read_text(encoding="utf-8").split("\n")[0].split("\t"), strict=True)
    )
    assert (first["MonthYear"], first["Year"], first["FractionDate"]) == ("201905", "2019", "2019.3644")
    assert first["GLOBALEVENTID"] == str(int(EVENTS[0].event_id[:13], 16))
    assert (first["Actor2CountryCode"], first["Actor2Type1Code"], first["Actor2Type2Code"]) == ("TUR", "GOV", "MIL")
    assert (first["ActionGeo_CountryCode"], first["ActionGeo_FullName"]) == ("TU", "Turkey")


@pytest.mark.parametrize("name", READERS)
def test_a_corrected_code_wins_over_what_was_kept(tmp_path, name):
    """A kept column is written only while it agrees with the table."""
    writer, reader = READERS[name]
    writer(EVENTS, tmp_path / "a")
    frame = reader(tmp_path / "a").assign(actor="COLGOV", country="PER")
    writer(frame, tmp_path / "b")
    again = reader(tmp_path / "b")
    assert set(again.actor) == {"COLGOV"}
    assert set(again.country) == ({""} if name == "petrarch" else {"PER"})


@pytest.mark.parametrize("name", READERS)
def test_no_events_there_and_back(tmp_path, name):
    writer, reader = READERS[name]
    assert writer([], tmp_path / "a") == 0
    frame = reader(tmp_path / "a")
    assert len(frame) == 0
    assert_is_table(frame)
    (tmp_path / "empty").write_text("", encoding="utf-8")
    assert len(reader(tmp_path / "empty")) == 0


@pytest.mark.parametrize("name", READERS)
def test_a_table_lacking_a_column_is_refused(tmp_path, name):
    with pytest.raises(FormatError, match="the table of events has no column target"):
        READERS[name][0](to_frame(EVENTS).drop(columns="target"), tmp_path / "a")


COUNTRIES = st.sampled_from(sorted(set(countries.to_fips()) & set(countries._first_names())))
ACTORS = st.builds(
    lambda country, role: country + role, COUNTRIES, st.sampled_from(["", "GOV", "MIL", "OPP", "REB", "GOVMIL"])
)
CODES = st.sampled_from([code for code in cameo.codes() if cameo.plover(code)])
DAYS = st.dates(datetime.date(1979, 1, 1), datetime.date(2030, 12, 31))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), max_size=8)
ANY_EVENT = st.builds(
    lambda number, day, actor, code, target, place, words: Event("s", number, day, actor, code, target, country=place,
                                                                 actor_text=words, target_text=words),
    st.integers(0, 30), DAYS, ACTORS, CODES, ACTORS, COUNTRIES, TEXTS,
)  # fmt: skip


@pytest.mark.parametrize("name", READERS)
@given(events=st.lists(ANY_EVENT, max_size=5))
@settings(max_examples=10, deadline=None)
def test_tuples_survive_any_format(tmp_path_factory, name, events):
    writer, reader = READERS[name]
    path = tmp_path_factory.mktemp("any") / "file"
    assert writer(events, path) == len(events)
    frame, ours = reader(path), to_frame(events)
    kept = ["date", "quad_class", "plover"]
    kept += [] if name == "petrarch" else ["country"]
    kept += ["target", "actor"] if name != "polecat" else []
    kept += ["action", "root", "goldstein"] if name != "polecat" else []
    for column in kept:
        assert list(frame[column]) == list(ours[column]), column
    assert list(frame.actor.str[:6]) == list(ours.actor.str[:6])


@pytest.mark.parametrize("suffix", [".parquet", ".jsonl"])
def test_what_was_read_is_kept_as_any_table(tmp_path, suffix):
    frame = formats.read_gdelt(write(tmp_path / "g.tsv", [GDELT_ROW], gdelt.columns("2.0")))
    write_events(frame, tmp_path / f"e{suffix}")
    back = read_events(tmp_path / f"e{suffix}")
    pd.testing.assert_frame_equal(back[list(COLUMNS)], frame[list(COLUMNS)], check_flags=False)


def test_countries():
    assert len(countries.of_fips()) == len(countries.to_fips()) + 3
    assert countries.of_fips()["GM"] == "DEU" and countries.of_fips()["GA"] == "GMB"
    assert set(countries.OLDER_CODES).isdisjoint(countries.codes())
    for code, name in countries._first_names().items():
        assert countries.country_of_name(name) == code
    assert countries.country_of_name("Côte d’Ivoire") == countries.country_of_name("Cote d'Ivoire") == "CIV"


def test_formats_need_no_scikit_learn():
    program = "import sys, eventcode.analysis.formats; print('sklearn' in sys.modules, 'matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
