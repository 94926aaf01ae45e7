"""Why nothing was coded: acts that were read and gave no event, and what each lacked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..event import Mention, Near
from .findings import Finding
from .linking.linker import Linker
from .linking.scene import Between
from .telling import extent
from .walk import Walk
from .what.reader import Reader
from .who.mentions import UNKNOWN


def nearly_in(
    walk: Walk, reader: Reader, linker: Linker, doubted: Iterable[Finding], include_unknown: bool
) -> Iterator[Near]:
    """The acts of a sentence that are no events; ``doubted`` are those findings of the frames that are too improbable
    to be told."""
    unknown = tuple(walk.sentence.doc[start:end].text for start, end in walk.cast.unknown(walk.sentence))
    for act in linker.acts(walk.codings, walk.cast):
        if lacks := _lacks(act, include_unknown):
            yield _near(walk, act, lacks, unknown)
    for one in doubted:
        yield _doubted(walk, one, unknown)
    for coding in reader.unreal(walk.sentence):
        told = "negated" if coding.negated else coding.mood
        yield _near(walk, linker.by_slots(coding, walk.cast), f"reality: it is told as {told}", unknown)


def _doubted(walk: Walk, one: Finding, unknown: tuple[str, ...]) -> Near:
    """A finding of the frames that is too improbable to be told."""
    told = one.told
    start, end = (told.head.idx - walk.sentence.start_char + edge for edge in (0, len(told.head)))
    here, source, target = map(walk.in_text, (Mention(start, end, ""), told.source, told.target))
    lacks = f"probability: with {one.confidence:.2f} it is more likely misread"
    return Near(walk.number, here.start, here.end, told.code, told.head.text, (source,), (target,), lacks, unknown)


def _lacks(act: Between, include_unknown: bool) -> str:
    """What an act would need to be an event; empty if it is one."""
    missing = [name for name, found in (("source", act.sources), ("target", act.targets)) if not found]
    if missing:
        return "a " + " and a ".join(missing)
    pairs = act.pairs()
    if not pairs:
        return "two different actors"
    known = include_unknown or any(UNKNOWN not in source.code + target.code for source, target in pairs)
    return "" if known else "a country"


def _near(walk: Walk, act: Between, lacks: str, unknown: tuple[str, ...]) -> Near:
    coding = act.coding
    start, end = extent(walk.sentence, (coding.head, *coding.plain.literals))
    here = walk.in_text(Mention(start, end, ""))
    sources, targets = (tuple(map(walk.in_text, mentions)) for mentions in (act.sources, act.targets))
    text = walk.sentence.text[start:end]
    return Near(walk.number, here.start, here.end, coding.code, text, sources, targets, lacks, unknown)
