"""Where the second reader's lessons come from: coded sentences, the dictionaries' proofs, and text that nobody has
coded, read as the coder does.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from eventcode.analysis.gold.records import Case, Label
from eventcode.coding.coder import Coder
from eventcode.coding.meaning.features import mark
from eventcode.coding.meaning.parties import acts_of, parties_of
from eventcode.coding.trees.tokens import Span
from eventcode.coding.who.cast import Cast
from eventcode.event import Story
from eventcode.training.meaning.examples import Lesson, Told, lesson

#: Proof sentences are short and of one kind each: they count less than news.
PROOF_WEIGHT = 0.5
_SOME_DAY = datetime.date(2019, 5, 13)


def of_gold(cases: Iterable[Case], coder: Coder) -> Iterator[Lesson]:
    """The lessons of coded sentences and articles; those without a text, and undecidable ones, give none."""
    for case in cases:
        if case.has_text and case.scored:
            for text, found in _of_story(case.story, case.sentences, case.labels, coder):
                yield replace(found, origin=f"gold {case.story.id}", text="" if case.hash else text)


def of_proofs(coder: Coder) -> Iterator[Lesson]:
    """The lessons of the dictionaries: what fires, and what must stay quiet."""
    for act in coder.lexicon.acts:
        for text, tuples in (*act.fires, *((quiet, ()) for quiet in act.quiet)):
            labels = [Label(_SOME_DAY, *told) for told in tuples]
            for _, found in _of_story(_loose(text), (text,), labels, coder):
                yield replace(found, origin=act.entry, text=text, weight=PROOF_WEIGHT)


def of_text(sentences: Iterable[str], coder: Coder) -> Iterator[Lesson]:
    """Lessons without an answer: sentences of which nobody has said what they tell."""
    for text in sentences:
        for _, found in _of_story(_loose(text), (text,), (), coder):
            yield found


def _loose(text: str) -> Story:
    """A sentence that belongs to no story, on a day of its own."""
    return Story(hashlib.sha256(text.encode()).hexdigest()[:12], _SOME_DAY, text)


def _of_story(
    story: Story, sentences: Iterable[str], labels: Iterable[Label], coder: Coder
) -> Iterator[tuple[str, Lesson]]:
    """Each sentence that has two parties, as its text and what it teaches."""
    labels = list(labels)
    cast = Cast(coder.index, story)
    for number, text in enumerate(sentences):
        here = [label for label in labels if label.sentence == number]
        for sentence in coder.parser(text).sents:
            cast.read(sentence)
            parties = parties_of(cast)
            if len(parties) < 2:
                continue
            marked = mark(sentence, parties, acts_of(coder.reader.codings(sentence)))
            told = [found for label in here if (found := _told(label, sentence)) is not None]
            places = [(token.idx - sentence.start_char, len(token)) for token in sentence if not token.is_space]
            yield sentence.text, lesson(marked, parties, [(start, start + size) for start, size in places], told)


def _told(label: Label, sentence: Span) -> Told | None:
    """A label as one of this sentence's events; None if its act stands in another sentence."""
    sources, codes, targets = (
        frozenset({one, *others})
        for one, others in (
            (label.actor, label.actors), (label.action, label.actions), (label.target, label.targets),
        )
    )  # fmt: skip
    if not label.spans:
        return Told(sources, codes, targets)
    source, act, target = ((a - sentence.start_char, b - sentence.start_char) for a, b in label.spans)
    return Told(sources, codes, targets, source, act, target) if 0 <= act[0] < len(sentence.text) else None
