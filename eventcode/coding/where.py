"""Where: the place of an act, by name and point on earth, and what tells of it.

The sentence's own words come first (``named``), then a target that is a place itself (*bombed Aleppo*), the dateline,
the country of the target and that of the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..event import Mention
from ..gazetteer import Gazetteer, Place
from .trees.nounphrase import cases, is_name, name_parts
from .trees.tokens import Token
from .who.cast import Cast
from .who.places import country_of, named_parts, tells_where, where_phrases

NAMED, TARGET, DATELINE, SOURCE = "named", "target", "dateline", "source"
# Acts that are done to a place as much as in it.
_TERRITORIAL = frozenset({"15", "17", "18", "19", "20"})
_REGIONS = frozenset("province region state district governorate prefecture county territory oblast department".split())
# Before a name nobody knows, these tell of a place; "from Jackson" may be a man.
_INSIDE = frozenset("in near outside inside around across throughout".split())
_UNKNOWN_BUT_LARGE = 100_000
_FINEST = ("city", "region", "country")


@dataclass(frozen=True)
class Site:
    """Where an act takes place, and what told of it: named, target, dateline or source; empty for an unknown place."""

    place: Place | None
    told_by: str = ""


@dataclass(frozen=True)
class Locator:
    """Finds the place of an act."""

    gazetteer: Gazetteer

    def site(self, head: Token, code: str, source: Mention, target: Mention, cast: Cast, dateline: str) -> Site:
        """The place of the act at ``head``, coded ``code``, between two actors; ``dateline`` as the story has it."""
        if (place := self._named(head, cast)) is not None:
            return Site(place, NAMED)
        if code[:2] in _TERRITORIAL and target.kind in ("place", "capital"):
            if (place := self._known(target, cast)) is not None:
                return Site(place, TARGET)
        for country, told_by in ((cast.dateline, DATELINE), (country_of(target.code), TARGET),
                                 (country_of(source.code), SOURCE)):  # fmt: skip
            if country:
                written = self._written_in(dateline, country) if told_by == DATELINE else None
                return Site(written or self.gazetteer.country(country), told_by)
        return Site(None)

    def _named(self, head: Token, cast: Cast) -> Place | None:
        """Where the sentence says it is: the act's own phrases, then those of the clauses above it."""
        for node in (head, *head.ancestors):
            for phrase in where_phrases(node):
                found = [place for part in (phrase, *named_parts(phrase)) if (place := self._at(phrase, part, cast))]
                if found:
                    return min(found, key=lambda place: _FINEST.index(place.precision))
        return None

    def _at(self, phrase: Token, part: Token, cast: Cast) -> Place | None:
        """The place that a part of a phrase names."""
        mention = cast.mention_at(part)
        if mention is None:
            place = self._unknown(phrase, part, cast)
        else:
            place = self._known(mention, cast) if tells_where(phrase, part, mention) else None
        if place is None or place.precision != "city" or not _is_region(phrase, part):
            return place
        return replace(place, precision="region", id="")  # "Kunduz province" is not Kunduz

    def _known(self, mention: Mention, cast: Cast) -> Place | None:
        """The place behind a mention: in the country that the dictionaries have it in, or in another one in sight that
        has a place so called (*Lebanese troops in Tripoli*).
        """
        country = country_of(mention.code)
        if not country or mention.kind in ("country", "demonym"):
            return self.gazetteer.country(country)
        named = {country_of(other.code) for other in cast.mentions() if other is not mention and other.kind != "role"}
        sight = (named | {cast.dateline}) - {""}
        found = self.gazetteer.find(mention.text, "", sight, country)
        if found is not None and found.country in sight | {country}:
            return found
        return Place(mention.text, country, "city" if mention.kind == "capital" else "region")

    def _unknown(self, phrase: Token, part: Token, cast: Cast) -> Place | None:
        """A place that the dictionaries do not know: in the country that the phrase names, else a large one, or one in
        a country in sight.
        """
        if not is_name(part) or not cases(phrase) & _INSIDE:
            return None
        countries = [country_of(m.code) for one in _within(phrase) if (m := cast.mention_at(one)) is not None]
        country = next(filter(None, countries), "")
        place = self.gazetteer.find(_name(part), country, cast.in_sight)
        if place is None or country or place.country in cast.in_sight or place.population >= _UNKNOWN_BUT_LARGE:
            return place
        return None

    def _written_in(self, dateline: str, country: str) -> Place | None:
        """*KUNDUZ, Afghanistan (Agency)*: the place before the comma."""
        town = dateline.partition("(")[0].partition(",")[0].strip()
        return self.gazetteer.find(town, country)


def _is_region(phrase: Token, part: Token) -> bool:
    return any(word.lower_ in _REGIONS for word in (phrase, part.head, *part.children))


def _within(phrase: Token) -> Iterator[Token]:
    yield phrase
    yield from named_parts(phrase)
    yield from (part for child in phrase.children if child.dep_ in ("appos", "flat", "nmod") for part in child.subtree)


def _name(part: Token) -> str:
    """The words of a name as they stand in the text."""
    tokens = sorted({part, *name_parts(part)}, key=lambda token: token.i)
    return part.doc[tokens[0].i : tokens[-1].i + 1].text
