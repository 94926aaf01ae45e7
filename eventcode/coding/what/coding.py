"""A predicate as coded."""

from __future__ import annotations

from dataclasses import dataclass

from ..trees.syntax import has_subject
from ..trees.tokens import Token
from .matching import Match


@dataclass(frozen=True)
class Coding:
    """One predicate as coded: its CAMEO code, the tokens of its parties, and the matches that led there (outermost
    first).

    ``targets`` are alternatives, best first: the first that holds an actor other than the source is meant.
    """

    code: str
    theme: str
    path: tuple[Match, ...]
    sources: tuple[Token, ...]
    targets: tuple[tuple[Token, ...], ...]
    mood: str
    negated: bool
    #: Who must be the source for the coding to hold: *warned that it would attack* is a threat by none but the
    #: attacker.
    doers: tuple[Token, ...] = ()

    @property
    def head(self) -> Token:
        """The predicate."""
        return self.path[0].clause.head

    @property
    def content(self) -> Token | None:
        """The head of what an operator is about."""
        return self.path[0].content

    @property
    def reverse(self) -> str:
        """The target's own code towards the source (a host's towards a visitor), if the act is told as it stands."""
        as_it_stands = all(match.act.operator == "fact" for match in self.path[:-1])
        return self.plain.act.reverse if as_it_stands and self.code == self.plain.act.code else ""

    @property
    def uttered(self) -> bool | None:
        """Done by saying it (*said he must leave*, *said they failed*), so that the time of saying dates it? None: as
        its verb tells.
        """
        return True if self.mood in ("must", "should", "future", "would") or self._is_verdict_of_speaker else None

    @property
    def _is_verdict_of_speaker(self) -> bool:
        """*Paris said Rome had failed*, *left, saying Rome had*: the source is no party of it, but who says it."""
        verbs = {source.head.i for source in self.sources}
        said = (node for node in (self.head, *self.head.ancestors) if node.dep_ == "ccomp" and has_subject(node))
        sayings = (node.head for node in said)
        return any(verbs & {say.i, say.head.i if say.dep_ == "advcl" else say.i} for say in sayings)

    @property
    def plain(self) -> Match:
        """The innermost match."""
        return self.path[-1]

    @property
    def both(self) -> bool:
        """Coded both ways?"""
        operator = self.path[0].act
        return (self.plain.act.both and self.code == self.plain.act.code) or bool(operator.operator and operator.both)

    @property
    def mutual(self) -> bool:
        """Coded among its subjects where it has no target (*A and B will meet*)? What they agree on they agree on with
        each other, unless it is done to somebody else; what both plan, or what becomes of them, they do not.
        """
        if self.plain.act.both or self.path[0].act.both:
            return True
        if self.code[:2] != "03" or self.plain.targets or self.plain.act.code[:2] == "01":
            return False  # "A and B will consider ..."
        return not self.path[-1].act.operator or self.head.lemma_ == "agree"
