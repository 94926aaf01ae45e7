"""The examples in the docstrings run, and everything public tells what it takes, gives and refuses."""

import datetime
import doctest
import importlib
import inspect
import json
import pydoc
import re
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import eventcode
from eventcode.analysis.gold import judge, read_gold
from eventcode.analysis.table import to_frame
from eventcode.event import Event
from eventcode.reading import Reading

matplotlib.use("Agg")

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "docs"))
from making import reference  # noqa: E402


def event(day, actor, action, target, country="", story="s", sentence=""):
    day = datetime.date.fromisoformat(day)
    return Event(story, 0, day, actor, action, target, country=country, sentence=sentence)


#: What the examples call ``events``.
EVENTS = [
    event("2019-01-07", "VENGOV", "040", "USAGOV", "VEN"),
    event("2019-01-07", "USAGOV", "040", "VENGOV", "VEN"),
    event("2019-01-13", "VENOPP", "112", "VENGOV", "VEN"),
    event("2019-01-14", "USA", "138", "VENGOV", "USA"),
    event("2019-03-31", "IGOUNO", "070", "VEN", "COL"),
    event("2019-03-31", "VENMIL", "190", "VENOPP", ""),
]

#: What they call ``gold``, and ``coded``: a coding of it, once right, once of the wrong code.
GOLD = [
    {"id": "a", "date": "2019-05-13", "text": "Britain urged Iran to release the prisoners.",
     "events": [{"date": "2019-05-13", "source": "GBR", "alt_sources": ["GBRGOV"], "code": "0253", "target": "IRN"}]},
    {"id": "b", "date": "2019-05-13", "text": "France condemned Turkey.", "style": "plain",
     "events": [["2019-05-13", "FRA", "111", "TUR"]]},
    {"id": "c", "date": "2019-05-13", "text": "The choir sang.", "events": []},
]  # fmt: skip
CODED = [event("2019-05-13", "GBR", "0253", "IRN", story="a"), event("2019-05-13", "FRA", "112", "TUR", story="b")]

ACTORS = "names,code,from,until,note\nFreedonian Front,FFRREB,,,armed group\n"


@pytest.fixture
def at_hand(tmp_path, monkeypatch):
    """What the examples find: a folder with a few files in it, and some names."""
    monkeypatch.chdir(tmp_path)
    Path("my_actors.csv").write_text(ACTORS, encoding="utf-8")
    Path("gold").mkdir()
    Path("gold/own-develop.jsonl").write_text("\n".join(map(json.dumps, GOLD)), encoding="utf-8")
    return {"events": to_frame(EVENTS), "gold": read_gold("gold"), "coded": to_frame(CODED), "judge": judge,
            "eventcode": eventcode, "datetime": datetime, "Reading": Reading}  # fmt: skip


def with_examples():
    """The modules that have an example which is not to be skipped, a cluster's say."""
    for path in sorted((ROOT / "eventcode").rglob("*.py")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if any(">>> " in line and "+SKIP" not in line for line in lines):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("name", [*with_examples()])
def test_examples_run(name, at_hand):
    module = importlib.import_module(name)
    given = {**at_hand, "sys": sys} if "." in name else {}
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        failed, asked = doctest.testmod(module, extraglobs=given, optionflags=doctest.NORMALIZE_WHITESPACE)
    plt.close("all")
    assert asked and not failed


def _is_ours(thing):
    return inspect.isroutine(thing) and (getattr(thing, "__module__", None) or "").startswith("eventcode")


def things():
    """All that the rooms offer, by name, and the methods of their classes."""
    for room in reference.ROOMS:
        for name, thing in reference.public(room).items():
            yield f"{room}.{name}", thing, thing
            for method, own in inspect.getmembers(thing, _is_ours) if inspect.isclass(thing) else ():
                if not method.startswith("_"):
                    yield f"{room}.{name}.{method}", own, thing


THINGS = {name: (thing, owner) for name, thing, owner in things()}


def section(told, *heads):
    """What stands under a heading of a docstring; empty where it has none."""
    found = re.search(rf"^({'|'.join(heads)})\n-+\n(.*?)(?=^\w+\n---|\Z)", told, re.MULTILINE | re.DOTALL)
    return found[2] if found else ""


def lacks(thing, owner):
    """The parts that a docstring lacks."""
    told = inspect.getdoc(thing) or ""
    if inspect.isclass(thing):
        if issubclass(thing, (Exception, list)):
            return [] if told else ["everything"]
        return [name for name in inspect.signature(thing).parameters if not re.search(rf"\b{name}\b", told)]
    taken = [name for name in inspect.signature(thing).parameters if name != "self"]
    source = inspect.getsource(thing)
    gives = inspect.signature(thing).return_annotation not in (None, "None", inspect.Signature.empty)
    asked = {
        "Returns": gives and not section(told, "Returns", "Yields"),
        "Raises": re.search(r"^ +raise \w+", source, re.MULTILINE) and not section(told, "Raises"),
        "Examples": ">>>" not in told + (owner.__doc__ or "") and "in `aggregate." not in told and owner is thing,
    }
    parameters = section(told, "Parameters")
    missing = [name for name in taken if not re.search(rf"\b{name}\b", parameters)]
    return missing + [part for part, is_missing in asked.items() if is_missing]


@pytest.mark.parametrize("name", THINGS)
def test_what_is_public_tells_what_it_takes_gives_and_refuses(name):
    assert lacks(*THINGS[name]) == []


@pytest.mark.parametrize("name", THINGS)
def test_parameters_have_names(name):
    thing, _ = THINGS[name]
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return
    kinds = [one for one in inspect.signature(thing).parameters.values() if one.kind is one.VAR_KEYWORD]
    assert [one.name for one in kinds] in ([], ["options"], ["parts"])  # of the figure that `draw` names; of an event


def test_help_lists_the_verbs():
    shown = pydoc.plain(pydoc.render_doc(eventcode))
    assert set(eventcode.__all__) < set(dir(eventcode))
    assert all(re.search(rf"^    (class )?{name}\(", shown, re.MULTILINE) for name in eventcode.__all__)
