"""Figures with matplotlib: each takes a finished table and, if you like, the Axes to draw on, and returns the Axes."""

from eventcode.extras import extra

with extra("notebooks"):
    from .between import heat_map, network
    from .days import calendar, timeline
    from .gallery import FIGURES, SUFFIXES, draw, save
    from .kinds import roots
    from .over_time import goldstein, quad_classes, small_multiples
    from .points import places
    from .tiles import world

__all__ = [
    "FIGURES", "SUFFIXES", "calendar", "draw", "goldstein", "heat_map", "network", "places", "quad_classes", "roots",
    "save", "small_multiples", "timeline", "world",
]  # fmt: skip
