"""Figures with matplotlib: each takes a finished table and, if you like, the Axes to draw on, and returns the Axes."""

from eventcode.extras import extra

with extra("notebooks"):
    from .between import heat_map, network
    from .days import calendar, timeline
    from .kinds import roots
    from .over_time import goldstein, quad_classes, small_multiples
    from .tiles import world

__all__ = [
    "calendar", "goldstein", "heat_map", "network", "quad_classes", "roots", "small_multiples", "timeline", "world",
]  # fmt: skip
