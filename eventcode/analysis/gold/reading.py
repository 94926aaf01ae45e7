"""Gold from files: own sentences and articles with their text, and labels that stand apart from theirs.

A file has one case a line, as JSON. A sentence:

    {"id": "dev-001", "date": "2019-05-13", "dateline": "", "text": "...", "events": [...]}

An article has ``title`` and ``paragraphs`` (lists of sentences) in place of ``text``, a label that stands apart the
``hash`` of its sentence. Events are objects (``source, code, target, date, precision``, with ``alt_sources,
alt_codes, alt_targets`` where others are as right, ``source_text, act_text, target_text`` or ``source_span, act_span,
target_span``, and in an article ``sentence``), or short: ``["2019-05-11", "VENOPP", "036", "USAMIL"]``, with the
precision of the date behind where it is no day. ``"eval": false`` sets a case aside, and so does ``"open"``, the number
of events that the workbench was not told about.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from eventcode import cameo
from eventcode.analysis.formats.files import open_text
from eventcode.analysis.gold.records import PARTS, TRAITS, Case, Gold, Label, Span
from eventcode.analysis.gold.standoff import find_spans, plain, sentence_hash
from eventcode.analysis.table import TableError
from eventcode.event import PRECISIONS, Story

_ADVICE = "a line holds id, date, events and text (or title and paragraphs, or hash), see data/gold/README.md"
_ACTOR = re.compile("(---|[A-Z]{3})[A-Z0-9]*")
_SIDES = ("source", "act", "target")


def read_gold(path: str | Path, text: str | Path | None = None, part: str | Iterable[str] | None = None) -> Gold:
    """Read a gold file, or all of a folder whose names end in a part (``own/articles-develop.jsonl``).

    Parameters
    ----------
    path : str or Path
        A file or a folder.
    text : str or Path, optional
        The file, one sentence a line, that labels without text belong to.
    part : str or iterable of str, optional
        Of `PARTS`: only these.

    Returns
    -------
    Gold

    Raises
    ------
    TableError
        Naming file and line at fault.
    FileNotFoundError
        Where there is no such file.

    Examples
    --------
    >>> gold = read_gold("gold", part="develop")
    >>> [(case.story.id, [str(label) for label in case.labels]) for case in gold.cases][:1]
    [('a', ['2019-05-13 GBR 0253 IRN (or GBRGOV)'])]
    """
    files = _files(Path(path))
    texts = read_texts(text) if text else {}
    gold = Gold(tuple(case for file in files for case in _cases(file, texts)))
    _refuse_doubles(gold, path)
    return gold if part is None else gold.only(part=part)


def read_texts(path: str | Path) -> dict[str, str]:
    """The sentences of a text file, one a line, by their hash."""
    with open_text(path) as lines:
        sentences = (plain(line) for line in lines)
        return {sentence_hash(sentence): sentence for sentence in sentences if sentence}


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*.jsonl") if file.stem.rpartition("-")[2] in PARTS)
    if not found:
        raise TableError(f"{path}: no gold in this folder; its files are named after a part, as {PARTS[1]}.jsonl")
    return found


def _place(file: Path) -> tuple[str, str]:
    """Kind and part of a file's cases by its name: ``articles-develop``, or ``develop`` in a folder ``own``."""
    kind, _, part = file.stem.rpartition("-")
    return (kind or file.resolve().parent.name, part) if part in PARTS else (file.stem, "")


def _cases(file: Path, texts: Mapping[str, str]) -> Iterator[Case]:
    kind, part = _place(file)
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _case(json.loads(line), kind, part, texts)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"no {error}" if type(error) is KeyError else str(error)
            raise TableError(f"{file}, line {number}: {what}; {_ADVICE}") from None


def _case(record: Mapping, kind: str, part: str, texts: Mapping[str, str]) -> Case:
    """A line as a case; its form shows in what it holds."""
    sentences, text = _texts(record, texts)
    day = datetime.date.fromisoformat(record["date"])
    title = record.get("title", "")
    story = Story(str(record["id"]), day, text, title=title, dateline=record.get("dateline", ""))
    labels = tuple(_label(event, sentences) for event in record["events"])
    return Case(
        story, labels, sentences, kind, record.get("part", part), record.get("hash", ""),
        scored=record.get("eval", True) is not False and not record.get("open"),
        traits={name: str(record[name]) for name in TRAITS if record.get(name)},
    )  # fmt: skip


def _texts(record: Mapping, texts: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """The sentences that labels number, and the text that a coder is given."""
    if "paragraphs" in record:
        paragraphs = record["paragraphs"]
        sentences = (record["title"], *(sentence for paragraph in paragraphs for sentence in paragraph))
        return sentences, "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
    text = record["text"] if "text" in record else texts.get(record["hash"], "")
    return (text,), text


def _label(event: Mapping | list, sentences: tuple[str, ...]) -> Label:
    if isinstance(event, list):
        date, actor, action, target, *precision = event
        event = dict(date=date, source=actor, code=action, target=target, precision=(precision or ["day"])[0])
    number = event.get("sentence", 0)
    if not 0 <= number < len(sentences):
        raise ValueError(f"an event is in sentence {number} of {len(sentences)}")
    label = Label(
        datetime.date.fromisoformat(event["date"]), event["source"], event["code"], event["target"],
        event.get("precision", "day"), *(tuple(event.get(f"alt_{part}s", ())) for part in ("source", "code", "target")),
        sentence=number, spans=_spans(event, sentences[number]),
    )  # fmt: skip
    _check(label)
    return label


def _spans(event: Mapping, text: str) -> tuple[Span, ...]:
    """Where actor, act and target stand, given as spans or as words; empty where neither is."""
    if "act_text" in event:
        return find_spans(text, *(event[f"{side}_text"] for side in _SIDES))
    if "act_span" not in event:
        return ()
    spans = tuple((int(start), int(end)) for start, end in (event[f"{side}_span"] for side in _SIDES))
    for start, end in spans:
        words = text[start:end]
        if not 0 <= start < end or (text and (end > len(text) or words != words.strip())):
            raise ValueError(f"the span {start} to {end} holds no words of a sentence of {len(text)} characters")
    return spans


def _check(label: Label) -> None:
    for code in (label.action, *label.actions):
        cameo.get(code)
    for actor in (label.actor, label.target, *label.actors, *label.targets):
        if not _ACTOR.fullmatch(actor):
            raise ValueError(f"{actor!r} is no actor code; write it in capitals, a country or organisation first")
    if label.precision not in PRECISIONS:
        raise ValueError(f"precision {label.precision!r} is none of {', '.join(PRECISIONS)}")


def _refuse_doubles(gold: Gold, path: str | Path) -> None:
    seen: set[str] = set()
    for case in gold.cases:
        if case.story.id in seen:
            raise TableError(f"{path}: two cases have the id {case.story.id!r}; give each its own")
        seen.add(case.story.id)
