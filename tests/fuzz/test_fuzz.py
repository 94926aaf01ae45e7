"""The targets under hypothesis: a moment each here; ``FUZZ_EXAMPLES=100000 pytest tests/fuzz`` for longer.

Cases that were found stand in ``found/``, one file a case, named by their target.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import targets

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", 25))
FOUND = sorted(path for path in Path(__file__).with_name("found").iterdir() if path.suffix != ".md")
fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES <= 25, suppress_health_check=list(HealthCheck)
)

#: Bits of what the doors expect, put together anyhow: bare bytes never get past a header.
_CSV = ["id,date,text", "a,2019-06-04,Dorn met Quill.", '"', '""', ",", "\n", "\r", "\r\n", ";", "\t", "2019-06-04",
        "names,code,from,until", "Dorn,RURREB,2019,", "event_id,story_id,sentence_id", "\x00", "\ufeff", "=1+1",
        "9" * 4301]
_JSON = ['{"id": "a", "date": "2019-06-04", "text": "Dorn met."}',
         "{", "}", "[", "]", '"', "NaN", "1e999", "\\ud800",
         '"actors": [[0, 4, "RURREB"]]',
         ",", ":", "\n", "null", "true", '"text"', '"id"', '"date"']
_YAML = ["- act: x\n", "  code: '051'\n", "  frames:\n", "    - hug TARGET\n", "  nouns: [a]\n", "- ", ": ", "{", "}",
         "&a ", "*a", "|", "\t", "#", "'", '"', "\x01", "!!python/none ", "---\n", "<<: "]
_WORDS = ["Russia", "Turkey", "condemned", "the army of", "'s", "“", "”", '"', "(", ")", ".", "?", "\n\n", " ",
          "on Friday", "13 May\n2019",
          "two days after", "99999 years ago", "31 February 2019", "LIMA (AP) — ", "By Ana Duarte", "https://x.example",
          "<p>", "&amp;", "[1]", "**", "\ud800", "\u202e", "\x85", "said", "that", "Mr.",
          "No. 5", "North and South Korea"]


def made_of(bits, free):
    return st.lists(st.sampled_from(bits) | free, max_size=30).map("".join)


text = made_of(_WORDS, st.text(max_size=8)) | st.text(max_size=200)


def as_bytes(bits):
    made = made_of(bits, st.text(max_size=6))
    return made.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=200)


@fuzzed
@given(as_bytes(_CSV))
def test_csv_stories(data):
    targets.stories(data, ".csv")


@fuzzed
@given(as_bytes(_JSON))
def test_json_stories(data):
    targets.stories(data, ".jsonl")


@fuzzed
@given(st.binary(max_size=300).map(lambda data: b"PAR1" + data))
def test_parquet_stories(data):
    targets.stories(data, ".parquet")


@fuzzed
@given(text)
def test_text_stories(words):
    targets.stories(words.encode("utf-8", "replace"), ".txt")


@fuzzed
@given(as_bytes(_CSV))
def test_actors(data):
    targets.dictionary(data, ".csv")


@fuzzed
@given(as_bytes(_YAML))
def test_acts(data):
    targets.dictionary(data, ".yaml")


@fuzzed
@given(text)
def test_articles(words):
    targets.article(words)


@fuzzed
@given(text)
def test_days(words):
    targets.days(words)


@fuzzed
@given(as_bytes(_CSV) | as_bytes(_JSON), st.sampled_from([".csv", ".jsonl", ".parquet", ".txt"]))
def test_tables(data, suffix):
    targets.tables(data, suffix)


@fuzzed
@given(text)
def test_writers(words):
    targets.written(words)


@fuzzed
@given(text)
def test_coder(words):
    targets.coding(words)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_found(path):
    name, data = path.name.split("-")[0], path.read_bytes()
    target = getattr(targets, name)
    if name in ("stories", "dictionary", "tables"):
        target(data, path.suffix)
    else:
        target(data.decode("utf-8", "surrogatepass"))


@pytest.mark.slow
@pytest.mark.parametrize("target", ["days", "stories .csv"])
def test_the_same_targets_led_by_coverage(target, tmp_path):
    pytest.importorskip("atheris", reason="needs the package atheris, which has no build for every system")
    program = [sys.executable, "-m", "tests.fuzz.atheris_run", *target.split(), "-runs=200"]
    root = Path(__file__).parents[2]
    run = subprocess.run([*program, f"-artifact_prefix={tmp_path}/"], capture_output=True, text=True, cwd=root)
    assert run.returncode == 0 and "Done 200 runs" in run.stderr
