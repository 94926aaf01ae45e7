"""PLOVER records as JSON lines: one event a line, its actors and recipients as lists.

Besides PLOVER's own fields each record carries the event's CAMEO code (``cameo``), how exactly its date is known
(``date_precision``) and the coder's ``confidence``, and each actor its whole CAMEO code, which the format allows, so
that our events come back as they were. Sectors are PLOVER's (``JRN`` for journalists, ``MED`` for medicine).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from eventcode import cameo
from eventcode.analysis.formats import countries, sectors
from eventcode.analysis.formats.files import Layout, read_json_batches
from eventcode.analysis.formats.frames import UNKNOWN, Intake, Source, as_frame, read, table, text_of
from eventcode.analysis.formats.polecat import with_plover
from eventcode.event import PRECISIONS, Event

_COLUMNS = ("id", "date", "date_precision", "actor", "recipient", "actor_text", "recipient_text", "event", "mode",
            "context", "quad_code", "event_scale", "country", "event_text", "text", "sequence", "citation", "cameo",
            "confidence", "several")  # fmt: skip
_SPENT = set(_COLUMNS) - {"mode", "context"}


def read_plover(
    path: str | Path,
    *,
    chunksize: int | None = None,
    keep: Iterable[str] | None = None,
    errors: str = "raise",
    encoding: str = "utf-8",
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Read PLOVER records, one JSON object a line, into the table of events.

    The table has the first actor, recipient and event type of each record; records with more are told.

    Parameters
    ----------
    path : str or Path
        The file, as it was published, packed (``.zip``, also of many files, ``.gz``, ``.bz2``) or saved again as CSV.
    chunksize : int, optional
        Rows a frame, for files that do not fit in memory; an iterator of frames comes back then.
    keep : iterable of str, optional
        Which of the file's own columns to keep, under their published names; else all that say more than the table.
    errors : {"raise", "skip"}
        Whether a line that cannot be read is an error, or left out and told.
    encoding : str
        Of the text, as in ``"latin-1"``.

    Returns
    -------
    DataFrame or iterator of DataFrame
        Events, one a row: the columns of `table.COLUMNS`, then the file's own. What the data set lacks and what was
        found on the way is in ``attrs`` and told by `report`.

    Raises
    ------
    FormatError
        Naming file, line and what to do.

    Examples
    --------
    >>> write_plover(events, "ours.tsv")
    6
    >>> read_plover("ours.tsv")[["date", "actor", "action", "target"]].head(2)
            date   actor action  target
    0 2019-01-07  VENGOV    040  USAGOV
    1 2019-01-07  USAGOV    040  VENGOV
    """
    source = Source("PLOVER", _batches, _convert, _MISSING, nothing=False)
    return read(source, path, chunksize=chunksize, keep=keep, errors=errors, encoding=encoding)


_MISSING = {"action": "PLOVER has no CAMEO codes; empty unless a record brings one in 'cameo'"}


def _batches(path: str | Path, size: int, encoding: str):
    return read_json_batches(Layout("PLOVER", _COLUMNS), _of_record, path, size, encoding)


def _of_record(record: dict) -> list[str]:
    """A record's values as cells; it raises KeyError where one that PLOVER requires is missing."""
    actors = _list(record["actor"] if "actor" in record else record["source"])
    recipients, types = _list(record.get("recipient", record.get("target"))), _list(record["event"])
    place, about = record.get("event_loc") or {}, record.get("text_info") or {}
    cells = {
        **{name: record.get(name) for name in ("id", "date", "date_precision", "quad_code", "event_scale", "text",
                                               "cameo", "confidence")},
        "actor": _code(actors), "recipient": _code(recipients),
        "actor_text": _words(actors), "recipient_text": _words(recipients),
        "event": types[0] if types else "",
        "mode": ";".join(_list(record.get("mode"))), "context": ";".join(_list(record.get("context"))),
        "country": place.get("cc3") or countries.of_alpha2().get(place.get("country code", ""), ""),
        "event_text": " ".join(_list(record.get("event_text"))),
        "sequence": about.get("sequence"), "citation": (record.get("cite_info") or {}).get("citation"),
        "several": "yes" if max(map(len, (actors, recipients, types))) > 1 else "",
    }  # fmt: skip
    if not record["id"] or not record["date"]:
        raise ValueError("id and date are required")
    return ["" if cells[name] is None else str(cells[name]) for name in _COLUMNS]


def _list(value: object) -> list:
    return value if isinstance(value, list) else [value] if value else []


def _code(actors: list[dict]) -> str:
    """The actor code of the first of a list of actor objects."""
    if not actors:
        return UNKNOWN
    if actors[0].get("cameo"):
        return actors[0]["cameo"]
    first = actors[0].get("code") or UNKNOWN
    first = {"ISM": "NGM"}.get(first, first)
    role = "".join(sectors.PLOVER_ROLES.get(part, part) for part in sectors.parts(actors[0].get("sector") or ""))
    return first if role == first else first + role


def _words(actors: list[dict]) -> str:
    return (actors[0].get("entity_text") or actors[0].get("actor_text") or "") if actors else ""


def _convert(intake: Intake) -> pd.DataFrame:
    quad, scale, sure = (intake.numbers(column) for column in ("quad_code", "event_scale", "confidence"))
    sequence = intake.numbers("sequence")
    cameo_code = intake.text("cameo")
    known = cameo_code.isin(cameo.codes())
    intake.tell(~known & (cameo_code != ""), "cameo is no CAMEO code; action left empty")
    intake.tell(intake.text("several") != "", "several actors, recipients or event types; the table has the first")
    precision = intake.text("date_precision")
    values = {
        "event_id": intake.text("id"),
        "story_id": intake.text("citation"),
        "sentence_id": sequence.fillna(-1).astype("int64"),
        "date": intake.days("date"),
        "date_precision": precision.where(precision.isin(PRECISIONS), "day"),
        "actor": intake.actors("actor"),
        "target": intake.actors("recipient"),
        "action": cameo_code.where(known, ""),
        "plover": intake.text("event").str.upper(),
        "confidence": sure,
        "country": intake.current(intake.text("country"), "country"),
        **{
            f"{side}_text": intake.text(column)
            for side, column in (("actor", "actor_text"), ("target", "recipient_text"))
        },
        "action_text": intake.text("event_text"),
        "sentence": intake.text("text"),
    }
    frame = table(values, intake.cells[[column for column in intake.cells.columns if column not in _SPENT]].copy())
    frame["quad_class"] = quad.fillna(frame["quad_class"]).astype("int64")
    frame["goldstein"] = scale.fillna(frame["goldstein"])
    return frame


def write_plover(
    events: Iterable[Event] | pd.DataFrame, path: str | Path, text: bool = True, coder: str = "eventcode"
) -> int:
    """Write events as PLOVER records, one JSON object a line.

    PLOVER has no statements: events without a PLOVER type are left out, with a warning that counts them. The quad code
    is the table's, by the ICEWS cut.

    Parameters
    ----------
    events : iterable of Event or DataFrame
        Events, or a table of them.
    path : str or Path
        The file to write.
    text : bool
        Whether to write the sentences, which may not be yours to share.
    coder : str
        Who coded the events, as the records tell it.

    Returns
    -------
    int
        The number of records written.

    Raises
    ------
    FormatError
        For a table that lacks a column.
    TableError
        For cells that can be read in several ways (see `door.checked`).

    Examples
    --------
    >>> write_plover(events, "ours.jsonl")
    6
    """
    frame = with_plover(as_frame(events))
    modes, contexts = text_of(frame, "mode"), text_of(frame, "context")
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        for row, mode, context in zip(frame.to_dict("records"), modes, contexts, strict=True):
            record = {**_record(row, mode, context), **({"text": row["sentence"]} if text else {}), "coder": coder}
            filled = {name: value for name, value in record.items() if value not in ("", None, [], [""])}
            stream.write(json.dumps(filled, ensure_ascii=False) + "\n")
    return len(frame)


def _record(row: dict, mode: str, context: str) -> dict:
    entry = cameo.get(row["action"]) if row["action"] else None
    country = row["country"]
    return {
        "id": row["event_id"],
        "date": row["date"].strftime("%Y-%m-%d"),
        "date_precision": row["date_precision"],
        "actor": [_actor(row["actor"], row["actor_text"])],
        "recipient": [_actor(row["target"], row["target_text"])],
        "event": [row["plover"]],
        "mode": [mode or entry.plover_mode] if mode or entry else None,
        "context": (context or (entry.plover_context if entry else "")).split(";"),
        "quad_code": row["quad_class"] or None,
        "event_scale": None if pd.isna(row["goldstein"]) else row["goldstein"],
        "event_loc": {"country code": countries.to_alpha2().get(country, ""), "cc3": country} if country else None,
        "event_text": [row["action_text"]],
        "text_info": {"sequence": row["sentence_id"]} if row["sentence_id"] >= 0 else None,
        "cite_info": {"citation": row["story_id"]} if row["story_id"] else None,
        "confidence": None if pd.isna(row["confidence"]) else row["confidence"],
        "cameo": row["action"],
    }


def _actor(code: str, text: str) -> dict:
    """An actor object: what stands for the country, the sectors after it, the words, and the CAMEO code of both."""
    sector = "".join(sectors.TO_PLOVER.get(part, part) for part in sectors.parts(code[3:]))
    values = {"code": code[:3], "sector": sector, "entity_text": text, "cameo": code}
    return {name: value for name, value in values.items() if value}
