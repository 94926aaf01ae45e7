"""Near-duplicate stories: the same report by several papers, or sent again with a line more.

Two stories are near duplicates when the counts of their character n-grams point the same way (cosine). Stories are
compared block by block and only with those of the days before, so that memory does not grow with the corpus and time
grows with the stories a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from eventcode.analysis.door import checked
from eventcode.event import Story
from eventcode.extras import extra

with extra("notebooks"):
    from scipy.sparse import coo_matrix, csr_matrix
    from scipy.sparse.csgraph import connected_components
    from sklearn.feature_extraction.text import HashingVectorizer

#: Stories compared with as many others at a time.
BLOCK = 500


def near_duplicates(
    stories: Iterable[Story] | pd.DataFrame, threshold: float = 0.8, days: int = 3, ngram: int = 5
) -> pd.DataFrame:
    """Group stories that tell the same in nearly the same words.

    Two within ``days`` of each other belong together when they are alike enough; so do two that belong with a third,
    however far they are from each other.

    Parameters
    ----------
    stories : iterable of Story or DataFrame
        Stories, or a table with ``id, date, text``.
    threshold : float
        The least cosine of two stories' counts of letter pieces, above 0 and up to 1.
    days : int
        How far apart in time two stories may be.
    ngram : int
        The letters of a piece (inside words; case and accents apart).

    Returns
    -------
    DataFrame
        One row a story, by date and id: ``id, date, group`` (the id of the first story of its group), ``duplicate``
        (true for all but that first one) and ``similarity``, the highest with another of the group, NaN where it is
        alone.

    Raises
    ------
    ValueError
        For a threshold beyond its bounds, a table that lacks a column, and ids that stand there twice.

    Examples
    --------
    >>> stories = pd.DataFrame({"id": ["a", "b"], "date": "2019-05-13", "text": ["Troops shelled a town."] * 2})
    >>> near_duplicates(stories)[["id", "group", "duplicate"]]
      id group  duplicate
    0  a     a      False
    1  b     a       True
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}; give a share above 0 and up to 1")
    frame = _in_order(stories)
    first, second, likeness = _pairs(frame, threshold, days, ngram)
    size = len(frame)
    links = coo_matrix((np.ones(len(first)), (first, second)), shape=(size, size))
    component = connected_components(links, directed=False)[1] if size else np.empty(0, dtype=int)
    leader = pd.Series(np.arange(size)).groupby(component).transform("min").to_numpy() if size else component
    similarity = np.full(size, np.nan)
    for side in (first, second):
        np.fmax.at(similarity, side, likeness)
    return pd.DataFrame({
        "id": frame["id"],
        "date": frame["date"],
        "group": frame["id"].to_numpy()[leader],
        "duplicate": leader != np.arange(size),
        "similarity": similarity,
    })  # fmt: skip


def _in_order(stories: Iterable[Story] | pd.DataFrame) -> pd.DataFrame:
    if isinstance(stories, pd.DataFrame):
        if missing := [column for column in ("id", "date", "text") if column not in stories.columns]:
            raise ValueError(f"the stories have no column {', '.join(missing)}; they need id, date and text")
        frame = stories[["id", "date", "text"]]
    else:
        frame = pd.DataFrame([(one.id, one.date, one.text) for one in stories], columns=["id", "date", "text"])
    if (twice := frame["id"].duplicated()).any():
        raise ValueError(f"the id {frame['id'][twice].iloc[0]!r} stands there twice; give every story its own")
    frame = checked(frame)
    return frame.sort_values(["date", "id"], kind="stable").reset_index(drop=True)


def _pairs(frame: pd.DataFrame, threshold: float, days: int, ngram: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All pairs of rows that are alike enough and near enough in time, and how alike they are."""
    day = frame["date"].to_numpy().astype("datetime64[D]").astype(int)
    found = [(np.empty(0, int), np.empty(0, int), np.empty(0))]
    before: list[tuple[int, csr_matrix]] = []
    for start, block in _blocks(frame["text"], ngram):
        before = [(at, rows) for at, rows in before if day[at + rows.shape[0] - 1] >= day[start] - days]
        before.append((start, block))
        for at, rows in before:
            cosine = (block @ rows.T).tocoo()
            first, second = cosine.row + start, cosine.col + at
            near = (cosine.data >= threshold - 1e-9) & (second < first) & (day[first] - day[second] <= days)
            found.append((first[near], second[near], np.minimum(cosine.data[near], 1)))
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _blocks(texts: pd.Series, ngram: int) -> Iterator[tuple[int, csr_matrix]]:
    """The texts as rows of unit length, a block at a time, with the number of the block's first row."""
    pieces = HashingVectorizer(analyzer="char_wb", ngram_range=(ngram, ngram), strip_accents="unicode", norm="l2",
                               n_features=2**20, alternate_sign=False)  # fmt: skip
    for start in range(0, len(texts), BLOCK):
        yield start, pieces.transform(texts.iloc[start : start + BLOCK])
