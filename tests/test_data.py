"""The sample data keep what their README promises."""

import re
from itertools import combinations

import pandas as pd
import pytest

from eventcode import sample

COLUMNS = ["id", "date", "dateline", "source", "text"]
REAL_AGENCIES = r"\b(?:Reuters|AFP|Associated Press|Xinhua|Interfax|TASS|EFE|Bloomberg)\b"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(sample(name), dtype=str, keep_default_na=False, encoding="utf-8")


@pytest.fixture(scope="module")
def chronicle() -> pd.DataFrame:
    return read("venezuela_2019")


@pytest.mark.parametrize("name", ["venezuela_2019", "mini"])
def test_every_story_is_whole(name):
    stories = read(name)
    assert list(stories.columns) == COLUMNS
    assert stories["id"].is_unique
    assert not stories.apply(lambda column: column.str.strip().eq("")).any().any()
    assert (stories["text"] == stories["text"].str.strip()).all()
    assert stories["text"].str.endswith(".").all()
    assert stories["dateline"].str.fullmatch(r"[A-Z ]+").all()
    assert pd.to_datetime(stories["date"], format="%Y-%m-%d").notna().all()


@pytest.mark.parametrize("name", ["venezuela_2019", "mini"])
def test_no_real_agency_is_claimed(name):
    stories = read(name)
    assert not stories["source"].str.contains(REAL_AGENCIES).any()
    assert not stories["text"].str.contains(REAL_AGENCIES).any()


def test_the_chronicle_is_large_and_has_several_sources(chronicle):
    assert len(chronicle) >= 320
    assert chronicle["source"].nunique() >= 6
    assert chronicle["dateline"].nunique() >= 20


def test_the_chronicle_is_of_2019_and_in_order(chronicle):
    assert chronicle["date"].str.startswith("2019-").all()
    assert chronicle["date"].is_monotonic_increasing
    assert list(chronicle["id"]) == [f"ven-2019-{n:03d}" for n in range(1, len(chronicle) + 1)]


def test_the_chronicle_has_the_shape_of_the_year(chronicle):
    months = chronicle["date"].str[5:7].astype(int).value_counts().sort_index()
    assert list(months.index) == list(range(1, 13))
    assert months.min() >= 12
    assert months.loc[1:5].min() > months.loc[6:12].max()
    days = chronicle["date"].value_counts()
    for peak in ("2019-01-23", "2019-02-23", "2019-04-30"):
        assert days[peak] >= days.quantile(0.95)


def test_no_two_stories_are_alike(chronicle):
    words = [frozenset(re.findall(r"\w+", text.lower())) for text in chronicle["text"]]
    alike = [
        (chronicle["id"][i], chronicle["id"][j])
        for i, j in combinations(range(len(words)), 2)
        if len(words[i] & words[j]) > 0.6 * len(words[i] | words[j])
    ]
    assert alike == []


def test_the_small_file_has_two_stories_a_region():
    regions = read("mini")["id"].str.extract(r"^mini-([a-z]+)-\d$")[0]
    assert regions.value_counts().to_dict() == {"africa": 2, "asia": 2, "europe": 2, "mideast": 2}
