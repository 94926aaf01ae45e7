"""What is found in a sentence, by frames and, where these find nothing that is believed, by the second reader; and how
probable each finding is."""

from __future__ import annotations

from dataclasses import dataclass

from .confidence import Confidence, Heard
from .meaning.adding import Addition, additions, may_add
from .meaning.parties import acts_of, parties_of
from .meaning.reader import Reads
from .telling import Told
from .walk import Walk
from .who.mentions import UNKNOWN


@dataclass(frozen=True)
class Finding:
    """Who did what to whom, what the second reader says of it (None: nothing), and of how many events of the frames in
    its sentence it is one; ``confidence`` is the probability that it is right, ``believed`` says whether that will do.
    """

    told: Told
    heard: Heard | None
    events: int
    confidence: float
    believed: bool

    @property
    def is_known(self) -> bool:
        """Are the countries of both its parties known?"""
        return UNKNOWN not in self.told.source.code + self.told.target.code


@dataclass(frozen=True)
class Finder:
    """Asks frames and the second reader, and weighs what they say. ``include_unknown``: also of actors whose country is
    unknown."""

    second_reader: Reads | None
    confidence: Confidence
    include_unknown: bool = False

    def findings(self, walk: Walk) -> list[Finding]:
        """All findings of a sentence, also those that are not believed: first those of the frames."""
        parties = parties_of(walk.cast) if self.second_reader is not None else []
        told, events = [Told.by_frame(link) for link in walk.links], len(walk.links)
        heard_on_frames = len(parties) > 1 and walk.links
        if not (heard_on_frames or may_add(parties, self.include_unknown)):
            return [self._weighed(one, None, events) for one in told]
        acts = acts_of(walk.codings)
        opinions = self.second_reader.opinions(walk.sentence, parties, acts)
        found = [self._weighed(one, Heard.on(one, parties, opinions), events) for one in told]
        # Measured: beside events of the frames, its further ones are more often wrong than right.
        if not any(one.is_known and one.believed for one in found):
            for one in additions(opinions, parties, acts, self.second_reader.threshold):
                told_by_it = Told.by_second_reader(one, parties[one.opinion.source].head)
                found.append(self._added(one, told_by_it, Heard.of(one.opinion, parties, opinions)))
        return found

    def _weighed(self, told: Told, heard: Heard | None, events: int) -> Finding:
        """A finding and how probable it is. What a reader of the user's own thinks is no sign whose weight we know."""
        heard = heard if self.second_reader is not None and self.second_reader.calibrated else None
        confidence = self.confidence.of(told, heard, events)
        return Finding(told, heard, events, confidence, self.confidence.believes(told, heard, confidence))

    def _added(self, one: Addition, told: Told, heard: Heard) -> Finding:
        """A finding of the second reader; one of the user's own has said how probable it is, and is believed."""
        if not self.second_reader.calibrated:
            return Finding(told, None, 0, round(one.opinion.probability, 2), True)
        return self._weighed(told, heard, 0)
