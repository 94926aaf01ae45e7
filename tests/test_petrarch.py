"""Dictionaries in the formats of PETRARCH and TABARI, made up here: what is read of them, and what is told."""

import datetime

import pytest

from eventcode.cli import main
from eventcode.coding.coder import Coder
from eventcode.event import Story
from eventcode.lexicon import Lexicon

ACTORS = """# comment
FREEDONIA_  [FDN]
+FREEDONIAN_
+FDA ; an abbreviation

RUFUS_T_FIREFLY_  ; leader
+FIREFLY_
\t[FDNOPP 910101-991231]
\t[FDNGOV >000101]
NOBODY_AT_ALL
CHICOLINI [FDNSPY 17]
"""
AGENTS = """!PERSON! = MAN, MEN
SPY [~SPY]
PEDDLER!PERSON! [~BUS]
HEAD_OF_SPIES {HEADS_OF_SPIES} [~SPY]
BROKEN
"""
VERBS = """&PRAISE
+PRAISE
+WARM_WORDS

---  SERENADE   [050]  ---
SERENADE
HUM {HUMMED HUMMING}
SING_UP
- * &PRAISE (FOR +)                     [051]    # comment
- * DOWN                                [---]
- POLICE * SONG                         [175]
- * SONG (AT +)                         [042:043]
- * TUNE                                [9999]
~ a (a b ATTACK) SAY = a b 015
"""


@pytest.fixture
def files(tmp_path):
    paths = {"actors": ACTORS, "agents": AGENTS, "verbs": VERBS}
    for name, text in paths.items():
        (tmp_path / f"their.{name}.txt").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"their.{name}.txt" for name in paths}


def on(lexicon, words, day):
    return lexicon.names[tuple(words.split())].on(datetime.date.fromisoformat(day))


def test_actors_with_synonyms_and_days(files):
    lexicon = Lexicon.default().extend(actors=[files["actors"]])
    assert on(lexicon, "freedonian", "2019-01-01") == ("FDN", "their.actors.txt:2")
    assert [on(lexicon, "firefly", day)[0] for day in ("1995-01-01", "2019-01-01")] == ["FDNOPP", "FDNGOV"]
    assert lexicon.names[("freedonia",)].kind == "country" and lexicon.names[("firefly",)].kind == "person"


def test_agents_are_role_nouns(files):
    names = Lexicon.default().extend(actors=[files["agents"]]).names
    theirs = {"spy": "SPY", "spies": "SPY", "peddlermen": "BUS", "head of spies": "SPY", "heads of spies": "SPY"}
    assert {text: names[tuple(text.split())].offices[0].code for text in theirs} == theirs
    assert {names[tuple(text.split())].kind for text in theirs} == {"role"}
    assert ("head", "of", "spieses") not in names  # its plural is written out


def test_verbs_code_sentences(files):
    coder = Coder(Lexicon.default().extend(actions=[files["verbs"]]), second_reader=None)
    day = datetime.date(2019, 6, 4)
    found = [event.triple for event in coder.events(Story("a", day, "France serenaded Peru."))]
    assert found == [("FRA", "050", "PER")]
    acts = {act.name: (act.code, act.reverse) for act in coder.lexicon.acts if act.entry.startswith("their")}
    assert acts["serenade|hum {their-praise} for TARGET"] == ("051", "")
    assert acts["serenade|hum song at TARGET"] == ("042", "043")


def test_every_problem_is_told_by_line(files):
    told = []
    Lexicon.default().extend(actors=[files["actors"], files["agents"]], actions=[files["verbs"]], tell=told.append)
    assert [str(one).split(": ")[0] for one in told] == [
        "their.actors.txt:10", "their.actors.txt:11", "their.agents.txt:5",
        "their.verbs.txt:8", "their.verbs.txt:11", "their.verbs.txt:13", "their.verbs.txt:14",
    ]  # fmt: skip


def test_without_an_ear_for_them_they_are_counted(files, caplog):
    Lexicon.default().extend(actors=[files["actors"]])
    assert "2 lines could not be read; `eventcode validate" in caplog.text


def test_validate_lists_them(files, capsys):
    assert main(["validate", str(files["agents"])]) == 1
    assert "their.agents.txt:5: 'BROKEN' is no agent" in capsys.readouterr().out


def test_role_nouns_of_ones_own(tmp_path):
    path = tmp_path / "roles-mine.csv"
    path.write_text("names,code\nstoker,LAB\n", encoding="utf-8")
    assert Lexicon.default().extend(actors=[path]).names[("stokers",)].kind == "role"
