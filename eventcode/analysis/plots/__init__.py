"""Figures with matplotlib: each takes a finished table and, if you like, the Axes to draw on, and returns the Axes."""

from .between import heat_map, network
from .over_time import goldstein, quad_classes

__all__ = ["goldstein", "heat_map", "network", "quad_classes"]
