"""Proves the acts of a lexicon by their own sentences.

Each entry's ``fires`` must give exactly the tuples it names, each ``quiet`` sentence none, and each frame must be
used by one ``fires``.
``python -m eventcode.proof [FILE.yaml ...]`` prints what does not hold, for the named files or for all.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .coding.coder import Coder
from .event import Event, Story
from .lexicon import Act, Lexicon

__all__ = ["Failure", "prove"]

#: Examples are coded as of this day, a Sunday; names in them have the office they held then.
PROOF_DATE = datetime.date(2019, 6, 30)


@dataclass(frozen=True)
class Failure:
    """One thing an entry promises and does not keep: its ``entry`` (file and line), its ``act``, and a ``message``."""

    entry: str
    act: str
    message: str

    def __str__(self) -> str:
        return f"{self.entry}: act {self.act!r}: {self.message}"


def prove(coder: Coder, acts: Iterable[Act]) -> Iterator[Failure]:
    """What the examples of acts show to be broken, entry by entry.

    Parameters
    ----------
    coder : Coder
        With the lexicon that holds the acts; without a second reader, so that the frames are proved alone.
    acts : iterable of Act

    Yields
    ------
    Failure

    Examples
    --------
    >>> coder = eventcode.Coder(second_reader=None)
    >>> list(prove(coder, coder.lexicon.acts[:1]))
    []
    """
    acts = list(acts)
    sentences = list(dict.fromkeys(sentence for act in acts for sentence in (*(s for s, _ in act.fires), *act.quiet)))
    stories = (Story(str(number), PROOF_DATE, sentence) for number, sentence in enumerate(sentences))
    coded = {story.text: events for story, events in coder.stream(stories)}
    for act in acts:
        yield from _prove_act(act, coded)


def _prove_act(act: Act, coded: dict[str, list[Event]]) -> Iterator[Failure]:
    used: set[str] = set()
    for sentence, wanted in act.fires:
        events = coded[sentence]
        used |= {item.entry for event in events for item in event.evidence}
        found = {event.triple for event in events}
        if found != set(wanted):
            yield Failure(act.entry, act.name, f"{sentence!r} gives {_listed(found)} instead of {_listed(wanted)}")
    for sentence in act.quiet:
        if coded[sentence]:
            yield Failure(
                act.entry,
                act.name,
                f"{sentence!r} should be quiet but gives {_listed(e.triple for e in coded[sentence])}",
            )
    if not act.fires and not act.quiet:
        yield Failure(act.entry, act.name, "has no example; add fires and quiet sentences")
    for frame, entry in dict((entry, (frame, entry)) for frame, entry in act.frames).values():
        if entry not in used and act.operator != "void":  # what is not done leaves no trace
            yield Failure(entry, act.name, f"no fires sentence uses {frame.text!r}; add one")


def _listed(triples: Iterable[tuple[str, str, str]]) -> str:
    return "; ".join(" ".join(triple) for triple in sorted(triples)) or "nothing"


def main(files: list[str]) -> int:
    """Print the failures of the acts in these dictionary files, or in all."""
    lexicon = Lexicon.default()
    acts = [act for act in lexicon.acts if not files or act.entry.split(":")[0] in files]
    failures = list(prove(Coder(lexicon, second_reader=None), acts))
    for failure in failures:
        print(failure)
    print(
        f"{len(acts)} acts, {sum(len(act.frames) for act in acts)} frames, "
        f"{sum(len(act.fires) + len(act.quiet) for act in acts)} sentences, {len(failures)} failures"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
