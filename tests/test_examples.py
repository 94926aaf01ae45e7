"""The examples in the docstrings of `analysis` run, and every public verb there tells what it takes and gives."""

import datetime
import doctest
import importlib
import inspect

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from eventcode.analysis.table import to_frame
from eventcode.event import Event

matplotlib.use("Agg")

MODULES = ["aggregate", "agreement", "door", "duck", "duplicates", "filters", "forecast", "layout", "learn", "summary",
           "table", "formats", "formats.forms", "formats.frames", "formats.gdelt", "formats.icews", "formats.petrarch",
           "formats.phoenix", "formats.plover", "formats.polecat", "plots", "plots.between", "plots.days",
           "plots.gallery", "plots.kinds", "plots.over_time", "plots.tiles"]  # fmt: skip


#: Modules that only gather, and one whose verbs have their examples at their namesakes.
_WITHOUT = ("duck", "formats", "plots")


#: What the modules lend each other.
_LENT = ("conditions", "day", "finish", "finish_categories", "group_names", "known", "need")


def event(day, actor, action, target, country):
    return Event("s", 0, datetime.date.fromisoformat(day), actor, action, target, country=country)


#: What the examples call ``events``.
EVENTS = [
    event("2019-01-07", "VENGOV", "040", "USAGOV", "VEN"),
    event("2019-01-07", "USAGOV", "040", "VENGOV", "VEN"),
    event("2019-01-13", "VENOPP", "112", "VENGOV", "VEN"),
    event("2019-01-14", "USA", "138", "VENGOV", "USA"),
    event("2019-03-31", "IGOUNO", "070", "VEN", "COL"),
    event("2019-03-31", "VENMIL", "190", "VENOPP", ""),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(f"eventcode.analysis.{name}")
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        failed, asked = doctest.testmod(module, extraglobs={"events": to_frame(EVENTS)},
                                    optionflags=doctest.NORMALIZE_WHITESPACE)  # fmt: skip
    plt.close("all")
    assert not failed
    assert asked or name in _WITHOUT


def verbs():
    """The functions that `analysis` offers: all public ones of the modules that name theirs, or take a table."""
    for name in ("aggregate", "filters", "duck", "agreement", "learn", "duplicates", "summary", "formats", "plots"):
        module = importlib.import_module(f"eventcode.analysis.{name}")
        for verb in getattr(module, "__all__", vars(module)):
            thing = getattr(module, verb)
            ours = inspect.isfunction(thing) and thing.__module__.startswith("eventcode.analysis")
            if ours and not verb.startswith("_") and verb not in _LENT:
                yield thing


VERBS = sorted(set(verbs()), key=lambda verb: (verb.__module__, verb.__name__))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: f"{verb.__module__.split('.')[-1]}.{verb.__name__}")
def test_verbs_tell_what_they_take(verb):
    parameters = inspect.signature(verb).parameters
    open_ended = [name for name, one in parameters.items() if one.kind is one.VAR_KEYWORD]
    assert open_ended in ([], ["options"])  # `draw` hands them to the figure that it names
    told = verb.__doc__
    assert len(parameters) < 2 or "arameters" in told or ">>>" in told
    sections = told[told.find("Parameters\n") :] if "Parameters\n" in told else ""
    assert [name for name in parameters if sections and name not in sections] == []
