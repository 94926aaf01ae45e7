"""Stories to try things out on; README.md, beside them, tells what they are and where they come from."""

from __future__ import annotations

import difflib
from pathlib import Path

_FOLDER = Path(__file__).parent


def names() -> list[str]:
    """What `sample` knows: ``mini`` (8 stories of four regions), ``venezuela_2019`` (513, a chronicle of a year)."""
    return sorted(path.stem for path in _FOLDER.glob("*.csv"))


def sample(name: str) -> Path:
    """The CSV file of a sample, with the columns ``id, date, dateline, source, text``, one story a row.

    The stories are the project's own, made for demonstration: no source on the events they tell of.

    Parameters
    ----------
    name : str
        ``mini`` (8 stories of four regions) or ``venezuela_2019`` (513, a chronicle of a year).

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        For another name.

    Examples
    --------
    >>> sample("mini").name
    'mini.csv'
    """
    if name not in names():
        near = difflib.get_close_matches(name, names(), 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"there is no sample {name!r}, only {', '.join(names())}{hint}")
    return _FOLDER / f"{name}.csv"
