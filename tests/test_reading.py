"""Stories in, from every format, and every fault told in its place while the other stories go on."""

import datetime
import gzip
import io
import json
import sys
import tracemalloc

import pandas as pd
import pytest

from eventcode.reading import Problem, Reading, read_stories
from eventcode.reading.stories import _SeenIds

DAY = datetime.date(2019, 6, 4)
GOOD = ["a,2019-06-04,Borduria expelled two diplomats.", "b,2019-06-05,Ruritania protested."]


@pytest.fixture
def write(tmp_path):
    """Write a file and give its path; lines are joined, bytes are taken as they are."""

    def _write(content, name="stories.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, list):
            content = "\n".join(["id,date,text", *content]) + "\n"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return _write


def parted(path, **settings):
    """Stories and problems of an input, apart."""
    items = list(read_stories(path, **settings))
    problems = [item for item in items if isinstance(item, Problem)]
    return [item for item in items if item not in problems], problems


# Formats --------------------------------------------------------------------------------------------------------------


FULL = {
    "id": "a", "date": "2019-06-04", "text": "Dorn met Quill.", "title": "A meeting", "dateline": "ZENDA",
    "source": "Hill Tribune", "url": "https://tribune.example/a", "actors": [[0, 4, "RURREB"], [9, 14, "BORGOV"]],
}  # fmt: skip


def as_csv(row, sign=","):
    cells = [json.dumps(value) if isinstance(value, list) else value for value in row.values()]
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells)
    return sign.join(row) + "\n" + sign.join(quoted) + "\n"


@pytest.mark.parametrize(("name", "content"), [
    ("stories.csv", as_csv(FULL)),
    ("stories.csv", as_csv(FULL, ";")),
    ("stories.tsv", as_csv(FULL, "\t")),
    ("stories.csv", "\ufeff" + as_csv(FULL).replace("id,date", "ID, Date ", 1)),
    ("stories.csv", as_csv(FULL).replace("\n", "\r\n")),
    ("stories.csv", as_csv(FULL).encode("utf-16")),
    ("stories.csv.gz", gzip.compress(as_csv(FULL).encode())),
    ("stories.jsonl", json.dumps(FULL) + "\n\n"),
    ("stories.jsonl", json.dumps({**FULL, "actors": json.dumps(FULL["actors"])})),
    ("stories", as_csv(FULL)),
    ("stories.data", json.dumps(FULL)),
])  # fmt: skip
def test_every_column_of_every_format(write, name, content):
    (story,), problems = parted(write(content, name))
    assert [problem.kind for problem in problems if problem.skipped] == []
    assert (story.id, story.date, story.text) == ("a", DAY, "Dorn met Quill.")
    assert (story.title, story.dateline, story.source, story.url) == (*list(FULL.values())[3:7],)
    assert [(mention.text, mention.code, mention.entry) for mention in story.actors] == [
        ("Dorn", "RURREB", "given"),
        ("Quill", "BORGOV", "given"),
    ]


@pytest.mark.parametrize("date", ["2019-06-04", DAY, datetime.datetime(2019, 6, 4, 23, 59)])
def test_parquet(tmp_path, date):
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({"id": [1, 2], "date": [date, date], "text": ["Dorn met Quill.", None], "extra": [0, 0]})
    parquet.write_table(table, tmp_path / "stories.parquet")
    (story,), (problem,) = parted(tmp_path / "stories.parquet")
    assert (story.id, story.date) == ("1", DAY)
    assert str(problem).startswith("stories.parquet, row 2, column text: the text is empty")


def test_broken_parquet(write):
    stories, (problem,) = parted(write(b"PAR1 and then nothing", "stories.parquet"))
    assert stories == []
    assert "not a readable Parquet file" in problem.message


def test_dateline_is_taken_from_the_text(write):
    (story,), _ = parted(write(['a,2019-06-04,"ZENDA, Ruritania (AP) — Dorn met Quill."']))
    assert story.dateline == "ZENDA, Ruritania"


PAGE = "Dorn meets Quill\n\nBy Ana Duarte\n\nHill Tribune, 4 June 2019\n\nDorn met Quill.\n"


def test_text_file(write):
    (story,), problems = parted(write(PAGE, "dorn.txt"))
    assert problems == []
    assert (story.id, story.date, story.title, story.source) == ("dorn", DAY, "Dorn meets Quill", "Hill Tribune")
    assert story.text == PAGE, "offsets must stay true to the page"


def test_a_given_date_comes_before_the_publication_line(write):
    (story,), _ = parted(write(PAGE, "dorn.txt"), date="2020-01-01")
    assert story.date == datetime.date(2020, 1, 1)


def test_a_given_date_fills_gaps_in_a_table(write):
    (first, second), _ = parted(write(["a,2019-06-04,Dorn met Quill.", "b,,Quill left."]), date="2020-01-01")
    assert (first.date.year, second.date.year) == (2019, 2020)


def test_text_without_a_date(write):
    stories, (problem,) = parted(write("Dorn met Quill.", "dorn.txt"))
    assert stories == []
    assert str(problem).startswith("dorn.txt: there is no date")
    assert "--date" in problem.advice


def test_folder(write, tmp_path):
    write(PAGE, "2019/a.txt")
    write(PAGE, "2019/b.md")
    write(GOOD[:1], "more/table.csv")
    write("secret", ".hidden/c.txt")
    write("binary", "picture.png")
    stories, problems = parted(tmp_path)
    assert [story.id for story in stories] == ["2019/a", "2019/b", "a"]
    assert problems == []


WEB_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Borduria expels two diplomats | Hill Tribune</title>
<meta charset="windows-1252"><meta property="og:site_name" content="Hill Tribune">
<meta property="article:published_time" content="2019-05-13T10:22:00Z">
<link rel="canonical" href="https://tribune.example/a"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">Ruritania bombs Zenda</a></li></ul></nav>
<article><h1>Borduria expels two diplomats</h1><p class="byline">By Ana Roe</p>
<p>SZOHÔD (Hill Tribune) - Borduria expelled two diplomats on Saturday, and said it would close its embassy in the
city within the month, a spokesman told reporters on Sunday.</p>
<p>Ruritania’s minister condemned the step on Sunday, and asked for a meeting of the Council in the coming week, which
several other members of the body had also wanted for some time.</p></article>
<aside><h3>Most read</h3><a href="/b">Dorn meets Quill</a></aside><footer>Copyright</footer></body></html>"""


def test_a_saved_web_page(write):
    pytest.importorskip("trafilatura")
    (story,), problems = parted(write(WEB_PAGE.encode("cp1252"), "2019/page.html"))
    assert problems == []
    assert (story.id, story.date, story.title) == ("page", datetime.date(2019, 5, 13), "Borduria expels two diplomats")
    assert (story.source, story.url, story.dateline) == ("Hill Tribune", "https://tribune.example/a", "SZOHÔD")
    assert "Ruritania’s minister condemned" in story.text
    assert not any(words in story.text for words in ("bombs Zenda", "Dorn meets", "Copyright", "<p>"))
    (told,), _ = parted(write(WEB_PAGE, "page.htm"), date="2019-05-20")
    assert told.date == datetime.date(2019, 5, 20)


def test_web_pages_in_a_folder(write, tmp_path, monkeypatch):
    write("<html><body></body></html>", "empty.html")
    write(PAGE, "a.txt")
    stories, (problem,) = parted(tmp_path)
    assert len(stories) == 1 and str(problem).startswith("empty.html: no story was found in the page")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    stories, (problem,) = parted(tmp_path)
    assert len(stories) == 1 and "pip install 'eventcode[html]'" in problem.advice and problem.skipped


@pytest.mark.parametrize(("content", "number"), [
    (WEB_PAGE, 1),
    ("id,date,text\n" + "\n".join(GOOD), 2),
    ('{"id": 1, "date": "2019-06-04", "text": "Dorn met Quill."}\n', 1),
    (PAGE, 1),
    ("", 0),
])  # fmt: skip
def test_standard_input_tells_its_format(monkeypatch, content, number):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    stories, _ = parted("-")
    assert len(stories) == number


def test_columns_of_another_name(write):
    content = "number,published,body,url\n7,13/05/2019,Dorn met Quill.,https://a.example\n"
    stories, problems = parted(
        write(content), columns={"id": "URL", "date": "published", "text": "body"}, date_format="%d/%m/%Y")
    assert [(story.id, story.date, story.text) for story in stories] == [
        ("https://a.example", datetime.date(2019, 5, 13), "Dorn met Quill.")]  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("name", ["stories.csv", "stories.jsonl", "stories.parquet"])
def test_a_column_that_is_told_goes_before_one_of_our_name(write, tmp_path, name):
    table = pd.DataFrame({"id": ["a"], "key": ["b"], "date": ["2019-05-13"], "text": ["Dorn met Quill."]})
    path = tmp_path / name
    {".csv": lambda: table.to_csv(path, index=False), ".parquet": lambda: table.to_parquet(path),
     ".jsonl": lambda: table.to_json(path, orient="records", lines=True)}[path.suffix]()  # fmt: skip
    stories, _ = parted(path, columns={"id": "key"})
    assert [story.id for story in stories] == ["b"]


def test_a_column_that_is_told_and_not_there(write):
    stories, (problem,) = parted(write(GOOD), columns={"id": "url"})
    assert stories == []
    assert str(problem) == ("stories.csv, row 1: no column 'url', as --columns id=url has it; the columns are "
                            "id (not used), date, text; name one of these")  # fmt: skip


def test_a_column_that_stories_do_not_have():
    with pytest.raises(ValueError, match="a story has no column 'body'"):
        Reading("stories.csv", columns={"body": "text"})


def test_a_day_that_can_be_read_in_two_ways_asks_for_its_format(write):
    _, (problem,) = parted(write([*GOOD, "x,03/04/2019,Dorn met Quill."]))
    assert "--date-format %d/%m/%Y or %m/%d/%Y" in problem.advice
    stories, problems = parted(write(["x,03/04/2019,Dorn met Quill."]), date_format="%m/%d/%Y")
    assert (stories[0].date, problems) == (datetime.date(2019, 3, 4), [])


# Faults ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "where", "message"), [
    ("x,2019-02-30,Dorn met Quill.", "row 3, column date", "not a day of the calendar"),
    ("x,03/04/2019,Dorn met Quill.", "row 3, column date", "day/month or month/day"),
    ("x,,Dorn met Quill.", "row 3, column date", "there is no date"),
    ("x,2019-06-04,", "row 3, column text", "the text is empty"),
    ('x,2019-06-04,"  \n "', "row 3, column text", "the text is empty"),
    (",2019-06-04,Dorn met Quill.", "row 3, column id", "the id is empty"),
    ("a,2019-06-04,Dorn met Quill.", "row 3, column id", "id 'a' was there before"),
    ("x,2019-06-04,Dorn\0met Quill.", "row 3, column text", "a NUL byte at character 5"),
    ("x,2019-06-04," + "w" * 1_000_000, "row 3, column text", "one word of 1,000,000 characters"),
    ("x,2019-06-04", "row 3 (line 3)", "2 fields where the header has 3"),
    ("x,2019-06-04,Dorn met Quill, and left.", "row 3 (line 3)", "4 fields where the header has 3"),
    ('x,2019-06-04,"Dorn met "Quill" and left."', "row 3 (line 3)", "a quotation mark stands inside"),
    ('x,2019-06-04,"Dorn met Quill.', "row 3 (line 3)", "opened and never closed"),
])  # fmt: skip
def test_a_bad_row_is_told_and_the_others_are_read(write, row, where, message):
    stories, (problem,) = parted(write([GOOD[0], row, GOOD[1]]))
    assert [story.id for story in stories] == ["a", "b"]
    assert problem.where == f"stories.csv, {where}"
    assert message in problem.message
    assert problem.skipped
    assert problem.advice.endswith("was skipped")


def test_a_text_of_too_many_lines_for_a_csv_is_told_so(write):
    stories, problems = parted(write([GOOD[0], 'x,2019-06-04,"Dorn met' + "\nQuill." * 5000 + '"']))
    assert [story.id for story in stories] == ["a"]
    assert "not closed within 5,000 lines" in problems[0].message and "JSONL" in problems[0].message


def test_text_of_a_parquet_file_that_is_no_utf8_costs_its_row_only(tmp_path):
    import pyarrow
    from pyarrow import parquet

    cells = pyarrow.array([b"Dorn met Quill.", b"Guaid\xf3 left."], pyarrow.binary()).view(pyarrow.string())
    table = pyarrow.table({"id": ["a", "b"], "date": ["2019-06-04"] * 2, "text": cells})
    parquet.write_table(table, tmp_path / "stories.parquet")
    (story,), (problem,) = parted(tmp_path / "stories.parquet")
    assert (story.id, problem.where) == ("a", "stories.parquet, row 2, column text")


def test_an_unclosed_quote_costs_its_row_only(write):
    unclosed = ['x,2019-06-04,"Dorn met Quill.', "still x, they say, today"]
    closed = [f'{n},2019-06-04,"Dorn, too."' for n in range(50)]
    stories, problems = parted(write([GOOD[0], *unclosed, *closed, 'y,2019-06-04,"Quill left.', GOOD[1]]))
    assert len(stories) == 52
    assert [problem.where for problem in problems] == [
        "stories.csv, row 3 (lines 3 to 4)",
        "stories.csv, row 54 (line 55)",
    ]


def test_two_broken_rows_in_a_row_are_two(write):
    stories, problems = parted(write(['x,2019-06-04,"Dorn', 'y,2019-06-04,"Quill', *GOOD]))
    assert len(stories) == 2
    assert [problem.where for problem in problems] == ["stories.csv, row 2 (line 2)", "stories.csv, row 3 (line 3)"]


def test_a_quote_that_closes_rows_later_swallows_nothing(write):
    rows = ['x,2019-06-04,"Dorn', *GOOD, 'c,2019-06-04,Quill left"', "d,2019-06-04,Dorn slept."]
    stories, (problem,) = parted(write(rows))
    assert [story.id for story in stories] == ["a", "b", "c", "d"]
    assert "closed only in a later row" in problem.message


def test_a_text_of_several_lines_is_one_row(write):
    stories, problems = parted(write(['a,2019-06-04,"Dorn\nmet, and left,\nQuill."', GOOD[1]]))
    assert (problems, [story.id for story in stories]) == ([], ["a", "b"])


def test_row_and_line_where_they_differ(write):
    _, (problem,) = parted(write(['a,2019-06-04,"Dorn\nleft."', "b,soon,Quill left."]))
    assert problem.where == "stories.csv, row 3 (line 4), column date"


def test_wrong_encoding_is_told_and_read(write):
    content = "id,date,text\na,2019-06-04,Guaidó met Quill.\nb,2019-06-04,Dorn slept.\n".encode("cp1252")
    stories, (problem,) = parted(write(content))
    assert [story.text for story in stories] == ["Guaidó met Quill.", "Dorn slept."]
    assert problem.where == "stories.csv, line 2"
    assert "0xf3" in problem.message
    assert not problem.skipped


def test_a_long_word_among_others_is_left_out_of_coding(write):
    stories, (problem,) = parted(write(["a,2019-06-04,Dorn met Quill. " + "w" * 5000]))
    assert len(stories) == 1
    assert (problem.kind, problem.skipped) == ("over-long word", False)


def test_a_long_text_is_read_whole(write):
    (story,), problems = parted(write(["a,2019-06-04," + "Dorn met Quill. " * 20_000]))
    assert (len(story.text), problems) == (16 * 20_000, [])


@pytest.mark.parametrize(("header", "message", "advice"), [
    ("id,date,body", "no column 'text'; the columns are id, date, body", "rename 'body' to 'text'"),
    ("id,dates,text", "no column 'date'", "rename 'dates' to 'date'"),
    ("id,text", "no column 'date'", "add one, or give one date for all with --date"),
    ("name,when,what", "no column 'id' and no 'date' and no 'text'", "add a column 'id'"),
    ("id,date,text,text", "column 'text' is there twice", "rename one"),
])  # fmt: skip
def test_missing_column(write, header, message, advice):
    stories, (problem,) = parted(write(f"{header}\na,2019-06-04,Dorn met Quill.\n"))
    assert stories == []
    assert message in problem.message
    assert advice in problem.advice
    assert problem.where == "stories.csv, row 1"


def test_a_given_date_makes_up_for_the_column(write):
    (story,), problems = parted(write("id,text\na,Dorn met Quill.\n"), date=DAY)
    assert (story.date, problems) == (DAY, [])


@pytest.mark.parametrize(("actors", "message"), [
    ("[[0, 4", "not JSON"),
    ('{"Dorn": "RURREB"}', "dict where a list is needed"),
    ('[[0, 4]]', "is not [start, end, code]"),
    ('[[0, 99, "RURREB"]]', "no stretch of the text, which has 15 characters"),
    ('[[4, 0, "RURREB"]]', "no stretch"),
    ('[[0, 4, "rebels"]]', "no actor code"),
    ('[[0, 8, "RUR"], [5, 8, "BOR"]]', "overlap"),
])  # fmt: skip
def test_bad_actors(write, actors, message):
    rows = [{**FULL, "actors": actors}, {**FULL, "id": "b"}]
    stories, (problem,) = parted(write("\n".join(map(json.dumps, rows)), "stories.jsonl"))
    assert [story.id for story in stories] == ["b"]
    assert problem.where == "stories.jsonl, line 1, column actors"
    assert message in problem.message


@pytest.mark.parametrize(("line", "message"), [
    ('{"id": 1, "date"', "not JSON"),
    ("[1, 2]", "a list where an object is needed"),
    ('{"id": 1, "body": "Dorn met Quill."}', "no column 'date' and no 'text'"),
])  # fmt: skip
def test_bad_json_line(write, line, message):
    lines = [json.dumps(FULL), line, json.dumps({**FULL, "id": "b"})]
    stories, (problem,) = parted(write("\n".join(lines), "stories.jsonl"))
    assert [story.id for story in stories] == ["a", "b"]
    assert problem.where == "stories.jsonl, line 2"
    assert message in problem.message


@pytest.mark.parametrize("name", ["nothing.csv", "nothing.txt", "nothing"])
def test_empty_and_missing_files(write, tmp_path, name):
    assert parted(write("", name))[1][0].message == "the input is empty"
    assert "no such file" in parted(tmp_path / "missing")[1][0].message


def test_a_damaged_archive_gives_what_stands_before_the_break(write):
    rows = [f"{n},2019-06-04,Dorn met {n * n}." for n in range(20_000)]
    whole = gzip.compress("\n".join(["id,date,text", *rows]).encode())
    stories, problems = parted(write(whole[: len(whole) // 2], "stories.csv.gz"))
    assert len(stories) > 1000
    assert "cannot be read" in problems[-1].message


def test_no_date_at_all_is_the_callers_mistake():
    with pytest.raises(ValueError, match="not a date"):
        list(read_stories("stories.csv", date="someday"))


# Long inputs ----------------------------------------------------------------------------------------------------------


def test_reading_counts_and_meters(write):
    told = []
    reading = Reading(write([*GOOD, "x,soon,Dorn slept.", "a,2019-06-04,Dorn slept."]), tell=told.append)
    assert len(list(reading)) == reading.stories == 2
    assert dict(reading.skipped) == {"impossible date": 1, "duplicate id": 1}
    assert len(told) == 2
    assert reading.meter.done == reading.meter.total


def test_reading_keeps_no_stories_in_memory(write):
    path = write([f"{n},2019-06-04,{'Dorn met Quill. ' * 40}" for n in range(20_000)])
    tracemalloc.start()
    number = sum(1 for _ in read_stories(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 20_000
    assert peak < 3_000_000, "the file has 13 MB"


def test_seen_ids_knows_many():
    seen = _SeenIds()
    assert all(seen.add(f"story {n}") for n in range(10_000))
    assert not any(seen.add(f"story {n}") for n in range(10_000))


# Values that are no text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [["a"], {"a": 1}, True, 12, 1.5])
def test_what_is_no_text_is_told(write, value):
    row = json.dumps({"id": "a", "date": "2019-06-04", "text": value}) + "\n" + json.dumps(FULL | {"id": "b"})
    (story,), (problem,) = parted(write(row, "stories.jsonl"))
    assert (story.id, problem.kind, problem.skipped) == ("b", "not text", True)


def test_other_columns_without_text_are_read_as_empty_and_told(write):
    row = json.dumps(FULL | {"title": ["a"], "source": True, "url": float("nan"), "dateline": None, "actors": None})
    (story,), problems = parted(write(row, "stories.jsonl"))
    assert (story.title, story.source, story.url, story.dateline) == ("", "", "", "")
    assert [(problem.kind, problem.skipped) for problem in problems] == [("not text", False)] * 2


def test_half_characters_cost_nothing_but_themselves(write):
    row = '{"id": "a\\ud800", "date": "2019-06-04", "text": "Dorn \\udfff met."}'
    (story,), problems = parted(write(row, "stories.jsonl"))
    assert (story.id, story.text) == ("a\ufffd", "Dorn \ufffd met.")
    assert [problem.kind for problem in problems] == ["lone surrogate"] * 2


@pytest.mark.parametrize("line", ['{"id": ' + "9" * 4301 + ', "date": "2019-06-04", "text": "x"}', "[" * 100_000])
def test_json_that_python_refuses_costs_one_line(write, line):
    (story,), (problem,) = parted(write(line + "\n" + json.dumps(FULL), "stories.jsonl"))
    assert (story.id, problem.kind) == ("a", "broken row")


def test_parquet_values_that_are_no_text_or_no_day(tmp_path):
    import pyarrow
    from pyarrow import parquet

    columns = {"id": ["a", "b"], "date": ["2019-06-04"] * 2, "text": ["Dorn met.", "Quill left."]}

    def read(**cells):
        parquet.write_table(pyarrow.table(columns | cells), tmp_path / "stories.parquet")
        stories, problems = parted(tmp_path / "stories.parquet")
        return [story.text for story in stories], [problem.kind for problem in problems]

    assert read(text=pyarrow.array([b"Dorn met.", b"\xff\xfe"])) == (["Dorn met."], ["not text"])
    assert read(text=pyarrow.array([["Dorn met."], None])) == ([], ["not text", "empty text"])
    assert read(date=pyarrow.array([2**25, 17000], pyarrow.date32())) == (["Quill left."], ["impossible date"])
    assert read(date=pyarrow.array([1559606400123456789] * 2, pyarrow.timestamp("ns"))) == (columns["text"], [])


def test_every_short_row_is_counted(write):
    stories, problems = parted(write([GOOD[0], *(f"{name},2019-06-04" for name in "cdefgh"), GOOD[1]]))
    assert [story.id for story in stories] == ["a", "b"]
    assert [problem.kind for problem in problems] == ["broken row"] * 6


def test_carriage_returns_alone(write):
    rows = b"id,date,text\na,2019-06-04,Dorn\rmet\nb,2019-06-04,Quill\rleft\n" + GOOD[0].replace("a", "c", 1).encode()
    stories, problems = parted(write(rows))
    assert [story.id for story in stories] == ["c"]
    assert "carriage return stands alone" in problems[0].message
