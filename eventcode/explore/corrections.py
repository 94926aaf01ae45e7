"""A file of corrections: gold lines as JSONL, one a sentence; written by appending, a later line replaces an earlier.

A line is a gold line with two keys more: ``review``, what became of each event as ``[decision, coded, gold]``, and
``open``, how many judgements are still to come. A line with 0 open is gold. Where there is something to tell, a line
has ``note``; ``scratch``, true for a sentence that was typed to try something; ``unsure``, true for a sentence without
events that is put off; ``blind``, the events that the reader saw before the coder's were shown, and ``seen``, true once
they were.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

from eventcode.explore.judging import DECISIONS, Case, InvalidEvent, Sentence, checked


class CorrectionsError(ValueError):
    """A file of corrections that cannot be read; the message names file, line and what to do."""


def to_line(sentence: Sentence) -> dict:
    """A sentence as a gold line, with what became of each of its events."""
    judged = [case for case in sentence.cases if case.decision]
    more = {
        "note": sentence.note,
        "scratch": sentence.scratch,
        "unsure": sentence.verdict == "unsure",
        "blind": None if sentence.blind is None else list(map(list, sentence.blind)),
        "seen": sentence.seen,
    }
    return {
        "id": sentence.id,
        "date": sentence.date.isoformat(),
        "dateline": sentence.dateline,
        "text": sentence.text,
        "events": [list(event) for event in sentence.gold],
        "review": [[case.decision, case.coded, case.gold] for case in judged],
        "open": sentence.open,
        **{key: value for key, value in more.items() if value or value == []},
    }


def append_line(path: str | Path, line: dict) -> None:
    """Add one line to a file, which is made, with its folder, where there is none."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        file.seek(max(file.tell() - 1, 0))
        torn = file.read(1) not in (b"", b"\n")  # a last line without an end, left by an editor or a crash
        file.write(b"\n" * torn + json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")


def read_corrections(path: str | Path) -> dict[str, dict]:
    """The last line of each sentence, by its id; empty where there is no file. Raises CorrectionsError."""
    path = Path(path)
    if not path.exists():
        return {}
    lines: dict[str, dict] = {}
    for number, written in enumerate(path.read_bytes().splitlines(), 1):
        if written.strip():
            try:
                line = checked_line(json.loads(written.decode("utf-8")))
            except (ValueError, TypeError) as error:
                raise CorrectionsError(f"{path}:{number}: {error}; mend the line or take it out") from None
            lines.pop(line["id"], None)  # so that the order is that of the last judgements
            lines[line["id"]] = line
    return lines


def read_gold(path: str | Path, scratch: bool = False) -> list[dict]:
    """The sentences of a file of corrections of which every event is judged, as plain gold lines; those that were typed
    to try something only with ``scratch``.
    """
    keys = ("id", "date", "dateline", "text", "events")
    judged = [line for line in read_corrections(path).values() if not line["open"] and (scratch or not line["scratch"])]
    return [{key: line[key] for key in keys} for line in judged]


def checked_line(line: object) -> dict:
    """A line with all its keys, each as it must be. Raises ValueError telling what is wrong."""
    if not isinstance(line, dict):
        raise ValueError("a line is a JSON object with id, date, text and events")
    for key in ("id", "date", "text"):
        if not isinstance(line.get(key), str) or not line[key].strip():
            raise ValueError(f"no {key}")
    datetime.date.fromisoformat(line["date"])  # its message names the date
    if not isinstance(line.get("events"), list):
        raise ValueError("no list of events")
    events = [_event(event) for event in line["events"]]
    review = line.get("review")
    # A gold line of another hand says what is right, not what it thought of the coder's events.
    judged = [["accepted", event, event] for event in events] if review is None else [_judged(one) for one in review]
    if not isinstance(line.get("note", ""), str):
        raise ValueError("its note is no text")
    blind = None if line.get("blind") is None else [_event(event) for event in line["blind"]]
    more = {"dateline": "", "open": 0, "note": "", "scratch": False, "unsure": False, "seen": False}
    return {**more, **line, "events": events, "review": judged, "blind": blind}


def _event(written: object) -> list[str]:
    """The four parts; a fifth, the precision of the date, is what a reader does not judge, and may stand there."""
    if not isinstance(written, list) or len(written) not in (4, 5) or not all(isinstance(one, str) for one in written):
        raise ValueError(f"{json.dumps(written)[:80]} is no event; write [date, actor, code, target]")
    try:
        return list(checked(*written[:4]))
    except InvalidEvent as error:
        raise ValueError(f"in {json.dumps(written)}: {error}") from None


def _judged(written: object) -> list:
    if not isinstance(written, list) or len(written) != 3 or written[0] not in DECISIONS:
        known = ", ".join(DECISIONS)
        raise ValueError(f"{json.dumps(written)[:80]} is no [decision, coded, gold]; decisions are {known}")
    decision, coded, gold = written
    return [decision, None if coded is None else list(map(str, coded)), None if gold is None else _event(gold)]


def restored(sentence: Sentence, line: dict) -> Sentence:
    """A freshly coded sentence with the decisions of its line, also where the coder has changed its mind since.

    What it now codes as the reader wants it is accepted; what it no longer codes, though it should, is an addition.
    """
    right = {tuple(event) for event in line["events"]}
    past = {tuple(coded): (decision, gold and tuple(gold)) for decision, coded, gold in line["review"] if coded}
    cases = []
    for case in sentence.cases:
        decision, gold = past.get(case.coded, ("accepted", case.coded) if case.coded in right else ("", None))
        cases.append(replace(case, decision=decision, gold=gold))
    covered = {case.gold for case in cases}
    cases += [Case(None, "added", gold) for gold in dict.fromkeys(map(tuple, line["events"])) if gold not in covered]
    verdict = "" if cases else "unsure" if line["unsure"] else "" if line["open"] else "accepted"
    blind = None if line["blind"] is None else tuple(map(tuple, line["blind"]))
    told = {key: line[key] for key in ("note", "scratch", "seen")}
    return replace(sentence, cases=tuple(cases), verdict=verdict, blind=blind, **told)
