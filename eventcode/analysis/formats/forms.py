"""A file of events in whatever form: which one it is, and one reader and one writer for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from eventcode.analysis.formats import phoenix
from eventcode.analysis.formats.files import FormatError, open_text
from eventcode.analysis.formats.gdelt import VERSIONS, columns, read_gdelt, write_gdelt
from eventcode.analysis.formats.icews import read_icews, write_icews
from eventcode.analysis.formats.petrarch import read_petrarch, write_petrarch
from eventcode.analysis.formats.phoenix import read_phoenix, write_phoenix
from eventcode.analysis.formats.plover import read_plover, write_plover
from eventcode.analysis.formats.polecat import read_polecat, write_polecat
from eventcode.analysis.table import read_events, write_events
from eventcode.event import Event

#: By the name of the form; ``eventcode`` is our own, as CSV, JSON lines or Parquet by the file's suffix.
READERS: dict[str, Callable] = {
    "eventcode": read_events, "petrarch": read_petrarch, "icews": read_icews, "phoenix": read_phoenix,
    "plover": read_plover, "polecat": read_polecat, "gdelt": read_gdelt,
}  # fmt: skip
WRITERS: dict[str, Callable] = {
    "eventcode": write_events, "petrarch": write_petrarch, "icews": write_icews, "phoenix": write_phoenix,
    "plover": write_plover, "polecat": write_polecat, "gdelt": write_gdelt,
}  # fmt: skip

_GDELT_WIDTHS = {len(columns(version)) for version in VERSIONS}

#: What the first line of a file shows, in the order in which it is asked.
SIGNS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("eventcode", lambda line: "event_id" in line and "story_id" in line),
    ("plover", lambda line: line.startswith("{")),
    ("icews", lambda line: "Source Name" in line or "Source.Name" in line),
    ("polecat", lambda line: "Event Mode" in line),
    ("gdelt", lambda line: "GLOBALEVENTID" in line.upper()),
    ("phoenix", lambda line: line.lower().startswith(("eventid", "eid"))),
    ("phoenix", lambda line: len(line.split("\t")) == len(phoenix.COLUMNS)),
    ("gdelt", lambda line: len(line.split("\t")) in _GDELT_WIDTHS),
    ("petrarch", lambda line: 7 <= len(line.split("\t")) <= 13),
)


def form_of(path: str | Path) -> str:
    """The form that a file's first line shows.

    Parameters
    ----------
    path : str or Path
        A file of events.

    Returns
    -------
    str
        One of `READERS`; ``""`` where the line shows none.

    Raises
    ------
    FormatError
        Where there is no such file.

    Examples
    --------
    >>> write_polecat(events, "ours.txt")
    6
    >>> form_of("ours.txt")
    'polecat'
    """
    if Path(path).suffix.lower() == ".parquet":
        return "eventcode"
    with open_text(path, "latin-1") as stream:  # any bytes will do: the signs are ASCII
        first = stream.readline().removeprefix("ï»¿")
    return next((form for form, shows in SIGNS if shows(first)), "")


def read_any(path: str | Path, form: str | None = None, errors: str = "raise") -> pd.DataFrame:
    """Read a file of events in any form of `READERS`.

    Parameters
    ----------
    path : str or Path
        The file.
    form : str, optional
        The name of its form; else the one that it looks like.
    errors : {"raise", "skip"}
        Whether a line that cannot be read is an error, or left out and told; our own tables are never skipped in.

    Returns
    -------
    DataFrame
        Events, one a row.

    Raises
    ------
    FormatError
        Where the form is unknown, and what the form's reader raises.

    Examples
    --------
    >>> write_icews(events, "ours.tab")
    6
    >>> len(read_any("ours.tab"))
    6
    """
    form = form or form_of(path)
    if form not in READERS:
        what = f"{form!r} is no form of events" if form else "events of no form that is known by its look"
        raise FormatError(f"{path}: {what}; name it, one of {', '.join(READERS)}")
    return read_events(path) if form == "eventcode" else READERS[form](path, errors=errors)


def write_any(events: Iterable[Event] | pd.DataFrame, path: str | Path, form: str = "eventcode") -> int:
    """Write events in a form of `WRITERS`.

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.
    form : str
        The name of the form.

    Returns
    -------
    int
        The number of rows written.

    Raises
    ------
    FormatError
        Where there is no such form, and what the form's writer raises.

    Examples
    --------
    >>> write_any(events, "ours.tsv", "gdelt")
    6
    """
    if form not in WRITERS:
        raise FormatError(f"{path}: events cannot be written as {form!r}; name one of {', '.join(WRITERS)}")
    return WRITERS[form](events, path)
