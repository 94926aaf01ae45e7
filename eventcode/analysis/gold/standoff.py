"""Labels that stand apart from their sentences: how a sentence is named, and how labels are made from coded text.

    python -m eventcode.analysis.gold coded.jsonl [--lines all.txt] -o labels.jsonl

A sentence is named by a hash of its words, so that labels can be published where the text may not; who has the text
joins them again (`reading.read_gold`). No word of a sentence is kept: not in a note, not with an event.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eventcode.analysis.gold.records import PARTS, Span

#: Neighbouring lines of a corpus that stay in one part, since a story's sentences stand together.
BLOCK = 50

#: Three in five to train, one to develop, one to measure.
_SHARES = (PARTS[0], PARTS[0], PARTS[0], PARTS[1], PARTS[2])

_SIDES = ("source", "act", "target")
_KEPT = ("source", "code", "target", "date", "precision", "alt_codes", "alt_sources", "alt_targets")


def plain(text: str) -> str:
    """A sentence with one blank between its words, as it is hashed and as spans count it."""
    return " ".join(text.split())


def sentence_hash(text: str) -> str:
    """The name of a sentence: 16 hexadecimal digits."""
    return hashlib.sha256(plain(text).encode("utf-8")).hexdigest()[:16]


def part_of(name: str) -> str:
    """The part that a name falls into, the same on every machine."""
    return _SHARES[int(hashlib.sha256(name.encode("utf-8")).hexdigest(), 16) % len(_SHARES)]


def part_of_line(number: int) -> str:
    """The part of a corpus' line, counted from 0; blocks of `BLOCK` lines stay together."""
    return part_of(f"block {number // BLOCK}")


def find_spans(text: str, source: str, act: str, target: str) -> tuple[Span, Span, Span]:
    """Where these words stand in a sentence: the act's first occurrence, and of the actors the one nearest to it.

    Raises ValueError for words that are not there.
    """
    acting = _occurrences(text, act)[0]
    sides = (min(_occurrences(text, words), key=lambda span: _apart(span, acting)) for words in (source, target))
    actor, acted_on = sides
    return actor, acting, acted_on


def _occurrences(text: str, words: str) -> list[Span]:
    """Where words stand, those occurrences alone that cut no word in two if there are such."""
    found = [match.span() for match in re.finditer(re.escape(words), text)] if words else []
    if not found:
        raise ValueError(f"{words!r} is not in the sentence")
    whole = [span for span in found if not _cuts(text, span)]
    return whole or found


def _cuts(text: str, span: Span) -> bool:
    return any(0 < at < len(text) and (text[at - 1 : at + 1]).isalnum() for at in span)


def _apart(one: Span, other: Span) -> int:
    """The characters between two spans; an overlap is last of all."""
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap if gap >= 0 else 10_000


def stand_off(record: Mapping, part: str = "") -> dict:
    """A coded sentence's label: its text becomes a hash, the words of its events become spans, its note goes.

    Raises ValueError where the words of an event are not in the sentence.
    """
    text = plain(record["text"])
    label = {"id": record["id"], "hash": sentence_hash(text), "date": record["date"]}
    label |= {key: record[key] for key in ("coder", "draw") if record.get(key)}
    if part:
        label["part"] = part
    if record.get("eval") is False:
        label["eval"] = False
    return label | {"events": [_spanned(text, event) for event in record["events"]]}


def _spanned(text: str, event: Mapping) -> dict:
    spans = find_spans(text, *(plain(event[f"{side}_text"]) for side in _SIDES))
    kept = {key: event[key] for key in _KEPT if event.get(key)}
    return kept | {f"{side}_span": list(span) for side, span in zip(_SIDES, spans, strict=True)}


def read_lines(path: str | Path) -> Iterator[dict]:
    """The records of a file with one JSON object a line."""
    with open(path, encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def write_lines(path: str | Path, records: Iterable[Mapping]) -> int:
    """Write records, one JSON object a line; gives their number."""
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    Path(path).write_text("".join(lines), encoding="utf-8")
    return len(lines)
