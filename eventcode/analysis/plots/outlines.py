"""The outlines of the countries, and how the round earth becomes flat.

The outlines are those of Natural Earth (public domain) at 1:110 million, rounded to hundredths of a degree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

import numpy as np
from matplotlib.path import Path

#: The degree at which the map is cut, through the Bering Strait, where it parts no land; opposite is its middle.
_CUT, _MIDDLE = -169, 11

#: The polynomial of the Equal Earth projection (Šavrič, Patterson and Jenny 2018): every land has its true size.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_SLANT = np.sqrt(3) / 2


def projected(longitude: np.ndarray | float, latitude: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Degrees east and north as places on a map of equal areas, in radians of the equator.

    What reaches over the cut goes to the side on which its middle lies.

    >>> across, up = projected(101, 0)
    >>> round(float(across), 2), round(float(up), 2)
    (1.35, 0.0)
    """
    longitude = longitude - _MIDDLE + (360 if np.mean(longitude) < _CUT else 0)
    angle = np.arcsin(_SLANT * np.sin(np.radians(latitude)))
    square = angle**2
    slope = 9 * _A4 * square**4 + 7 * _A3 * square**3 + 3 * _A2 * square + _A1
    across = np.radians(longitude) * np.cos(angle) / (_SLANT * slope)
    return across, angle * (_A1 + _A2 * square + square**3 * (_A3 + _A4 * square))


@lru_cache(maxsize=2)
def outlines(flat: bool = True) -> Mapping[str, Path]:
    """Each country's outline by its ISO code, `projected` where ``flat``, else in degrees east and north."""
    text = resources.files(__package__).joinpath("outlines.json").read_text(encoding="utf-8")
    lands = json.loads(text)
    return {code: Path.make_compound_path(*(_ring(ring, flat) for ring in rings)) for code, rings in lands.items()}


def _ring(ring: list[float], flat: bool) -> Path:
    """One closed line, from longitudes and latitudes in turn."""
    degrees = np.array(ring).reshape(-1, 2)
    return Path(np.column_stack(projected(*degrees.T)) if flat else degrees, closed=True)
