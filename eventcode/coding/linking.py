"""Between whom: a coded act and its actors, as (code, source, target)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from ..event import Mention
from ..lexicon import Lexicon
from .what.actions import Coding, Reader
from .who.actors import Cast
from .who.places import country_of, place_of_act

#: One finding: a CAMEO code and who did it to whom.
Triple = tuple[str, Mention, Mention]

# Acts that hit things on the ground: who is where it happened is who it happened to.
_TERRITORIAL = frozenset({"15", "17", "18", "19", "20"})
VIOLENCE = frozenset({"18", "19", "20"})
_PEOPLE = ("", "CVL")


class Parties:
    """Finds the parties of codings."""

    def __init__(self, lexicon: Lexicon, reader: Reader):
        self._lexicon = lexicon
        self._reader = reader

    def of(self, coding: Coding, cast: Cast) -> Iterator[Triple]:
        """Every (code, source, target) of a coding: compound actors expand, symmetric acts go both ways."""
        pairs, mutual = self._pairs(coding, cast)
        words = cast.words_of(coding.sources)
        for source, target in pairs:
            code = self._lexicon.by_sector(coding.code, source.code, target.code, words)
            if not code:
                continue
            yield _settled(code, source, target, coding, cast)
            if coding.both or mutual:
                yield _settled(code, target, source, coding, cast)
            elif coding.reverse:
                yield coding.reverse, target, source

    def _pairs(self, coding: Coding, cast: Cast) -> tuple[list[tuple[Mention, Mention]], bool]:
        """Source and target of each pair, and whether they were paired among themselves (*A and B met*)."""
        sources = [m for token in coding.sources for m in cast.everyone(token, owner=coding.code[:2] != "04")]
        if coding.code[:2] == "14":
            sources = [_protester(source) for source in sources]
        if doers := [m for token in coding.doers for m in cast.everyone(token)]:
            sources = [source for source in sources if any(_same(source, doer) for doer in doers)]
        for alternative in coding.targets:
            if pairs := _differing(sources, self._targets(alternative, coding, cast), coding.both):
                return pairs, False
        if coding.mutual and (pairs := _differing(sources, sources, True)):
            return pairs, True
        if coding.plain.act.home:
            return [
                (source, _people(source)) for source in sources if country_of(source.code) and source.code[3:]
            ], False
        return [], False

    def _targets(self, tokens, coding: Coding, cast: Cast) -> list[Mention]:
        where = coding.code[:2] in _TERRITORIAL
        found = (cast.everyone(token, owner=True, of=not self._reader.is_act(token), where=where) for token in tokens)
        return [mention for mentions in found for mention in mentions]


def tells_again(coding: Coding, target: Mention, violent: Container[int]) -> bool:
    """*bombed a camp, killing 22 people*: the toll of an act already told, unless it names whom else it hit."""
    head = coding.head
    is_toll = head.dep_ == "advcl" and head.tag_ == "VBG" and head.head.i in violent
    return is_toll and target.kind == "role" and target.note.startswith("country by")


def _protester(source: Mention) -> Mention:
    """Who protests is opposition, also when only the nationality is named."""
    if source.code[3:] not in _PEOPLE or source.kind not in ("demonym", "country", "role", "group"):
        return source
    return replace(source, code=source.code[:3] + "OPP", note=f"{source.note} protests".strip())


def _settled(code: str, source: Mention, target: Mention, coding: Coding, cast: Cast) -> Triple:
    """What only the parties tell: abroad from both, a meeting is at a third location."""
    if code == "040":
        place = place_of_act(coding.head, cast.mention_at)
        homes = {country_of(source.code), country_of(target.code)}
        code = "044" if place and "" not in homes and place not in homes else code
    return code, source, target


def _people(source: Mention) -> Mention:
    """The doer's own country, for acts that bind everybody in it."""
    country = country_of(source.code)
    return replace(source, code=country, entry="coder", note="binds the doer's own country", doubt=source.doubt + 0.1)


def _differing(sources: list[Mention], targets: list[Mention], both: bool) -> list[tuple[Mention, Mention]]:
    """Source and target must differ; where it goes both ways, each unordered pair comes once."""
    pairs = [(source, target) for source in sources for target in targets if not _same(source, target)]
    if both:
        seen: dict[frozenset[str], tuple[Mention, Mention]] = {}
        for source, target in pairs:
            seen.setdefault(frozenset((source.code, target.code)), (source, target))
        return list(seen.values())
    return pairs


def _same(source: Mention, target: Mention) -> bool:
    """One actor under two names: *Russia* and *Moscow*."""
    if source.code == target.code:
        return True
    return source.code[:3] == target.code[:3] and {source.code[3:], target.code[3:]} == {"", "GOV"}
