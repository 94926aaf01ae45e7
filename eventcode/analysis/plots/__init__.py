"""Figures with matplotlib: each takes a finished table and, if you like, the Axes to draw on, and returns the Axes."""

from eventcode.extras import extra

with extra("notebooks"):
    from .between import heat_map, network
    from .days import calendar, timeline
    from .gallery import FIGURES, PRESETS, SUFFIXES, draw, save
    from .kinds import roots
    from .lands import tiles, world
    from .mirror import mirror
    from .over_time import goldstein, quad_classes, small_multiples
    from .points import places
    from .style import alt
    from .trust import reliability

__all__ = [
    "FIGURES", "PRESETS", "SUFFIXES", "alt", "calendar", "draw", "goldstein", "heat_map", "mirror", "network", "places",
    "quad_classes", "reliability", "roots", "save", "small_multiples", "tiles", "timeline", "world",
]  # fmt: skip
