"""The dictionaries' loader: what it understands, and how it says what it does not."""

import datetime
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from eventcode import cache
from eventcode.frames import FrameError, compile_frames
from eventcode.inflection import noun_forms, verb_forms
from eventcode.lexicon import Lexicon, LexiconError, pieces
from eventcode.lexicon.tables import read_sectors, read_words


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.default()


def own(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


# --- words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "form"),
    [
        ("condemn", "condemned"),
        ("ban", "banned"),
        ("deny", "denies"),
        ("seize", "seizing"),
        ("withdraw", "withdrew"),
        ("forsake", "forsook"),
        ("readmit", "readmitted"),
        ("incur", "incurred"),
        ("die", "dying"),
        ("cancel", "cancelled"),
        ("cancel", "canceled"),
        ("agree", "agreeing"),
        ("kidnap", "kidnapped"),
        ("visit", "visited"),
        ("impose", "imposed"),
    ],
)
def test_verb_forms(base, form):
    assert form in verb_forms(base)


def test_a_long_verb_does_not_double():
    assert "visitted" not in verb_forms("visit")


@pytest.mark.parametrize(
    ("base", "form"), [("embassy", "embassies"), ("troops", "troop"), ("policeman", "policemen"), ("crisis", "crises")]
)
def test_noun_forms(base, form):
    assert form in noun_forms(base)


def test_pieces_forgive_accents_possessives_and_dots():
    assert [piece for piece, _, _ in pieces("Guaidó’s U.S. envoy")] == ["guaido", "us", "envoy"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sana'a", ["sanaa"]),
        ("Shi’ite leader’s", ["shiite", "leader"]),
        ("the U.S and", ["the", "us", "and"]),
        ("Wałęsa, Støre", ["walesa", "store"]),
        ("Côte d'Ivoire's", ["cote", "divoire"]),
        ("the rebels' camp", ["the", "rebels", "camp"]),
    ],
)
def test_pieces_forgive_how_a_name_is_written(text, plain):
    assert [piece for piece, _, _ in pieces(text)] == plain


# --- frames --------------------------------------------------------------------------------------------


def test_a_frame_reads_as_english():
    (frame,) = compile_frames("carry out {attack} on|against TARGET", "verb", {"attack": ("attack", "air strike")})
    assert frame.subject == "SOURCE"
    assert [set(particles) for particles in frame.particles] == [{"out"}]
    literal, slot = frame.parts
    assert slot.slot == "TARGET" and slot.prepositions == {"on", "against"}
    assert {len(chain) for chain in literal.chains} == {1, 2}


def test_an_optional_word_makes_two_frames():
    assert len(compile_frames("meet (with) TARGET", "verb", {})) == 2


@pytest.mark.parametrize("phrase", ["TARGET", "", "hit {nowhere} on TARGET", "give TARGET to TARGET"])
def test_a_phrase_that_is_no_frame_is_refused(phrase):
    with pytest.raises(FrameError):
        compile_frames(phrase, "verb", {})


def test_the_longer_frame_weighs_more():
    (short,) = compile_frames("provide {aid} to TARGET", "verb", {"aid": ("aid",)})
    (long,) = compile_frames("provide military {aid} to TARGET", "verb", {"aid": ("aid",)})
    assert long.weight > short.weight


# --- the user's own files --------------------------------------------------------------------------------


def test_own_actors_go_before_the_shipped(lexicon, tmp_path):
    mine = lexicon.extend(actors=[own(tmp_path, "my.csv", "names,code\nRussia,XRU\n")])
    assert mine.names[("russia",)].on(datetime.date(2019, 1, 1)) == ("XRU", "my.csv:2")
    assert lexicon.names[("russia",)].on(datetime.date(2019, 1, 1))[0] == "RUS"


def test_office_by_date(lexicon, tmp_path):
    rows = ["Ada Example; Example,VENOPP,2010,2012-06", "Ada Example; Example,VENGOV,2013-01-01,2014-01-01"]
    text = "\n".join(["names,code,from,until", *rows])
    name = lexicon.extend(actors=[own(tmp_path, "my.csv", text)]).names[("ada", "example")]
    days = {
        "2009-01-01": "VEN",
        "2012-06-30": "VENOPP",
        "2012-07-01": "VENOPP",  # who never held an office of state is no former official
        "2013-01-01": "VENGOV",
        "2020-01-01": "VENELI",
    }
    assert {day: name.on(datetime.date.fromisoformat(day))[0] for day in days} == days


def test_a_folder_is_no_dictionary(lexicon, tmp_path):
    for files in ({"actors": [tmp_path]}, {"actions": [tmp_path]}):
        with pytest.raises(LexiconError, match="cannot be read"):
            lexicon.extend(**files)


def test_a_year_that_ends_time(lexicon, tmp_path):
    path = own(tmp_path, "my.csv", "names,code,from,until\nAda,VEN,9999-12,9999-12\n")
    (office,) = lexicon.extend(actors=[path]).names[("ada",)].offices
    assert (office.start.day, office.end) == (1, datetime.date.max)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names,code\nAda,ven\n", "my.csv:2: 'ven' is no actor code"),
        ("name,kode\n", "my.csv:1: no column 'names'"),
        ("names,code,form\n", "my.csv:1: unknown column 'form'; did you mean 'from'?"),
        ("", "my.csv: empty"),
        ("names,code,from\nAda,VEN,May\n", "my.csv:2: 'May' is no date"),
        ("names,code\n;,VEN\n", "my.csv:2: an actor without a name"),
        ("names,code\nAda,VEN,surplus\n", "my.csv:2: 3 cells for 2 columns"),
        ("names,code,from,until\nAda,VEN,2020,2019\n", "my.csv:2: from 2020 until 2019 is no time"),
        ("names,code,from\nAda,VEN," + "9" * 4301 + "\n", "is no date"),
        ("names,code,from\nAda,VEN,99999\n", "my.csv:2: '99999' is no date"),
        ("names,code,from\nAda,VEN,2019-1-1-1\n", "my.csv:2: '2019-1-1-1' is no date"),
        ("names,code\n" + "Ada " * 50_000 + ",VEN\n", "my.csv:2: no line of a CSV"),
        ("names,code\nA\x01da,VEN\n", "my.csv:2: the control character"),
        ("names,names,code\nAda,Eva,VEN\n", "my.csv:1: column 'names' is there twice"),
    ],
)
def test_a_broken_actor_names_file_and_line(lexicon, tmp_path, text, said):
    with pytest.raises(LexiconError, match=re.escape(said)):
        lexicon.extend(actors=[own(tmp_path, "my.csv", text)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "my.yaml: empty"),
        ("# nothing yet\n", "my.yaml: empty"),
        ("- act: x\n  act: y\n", "my.yaml:2: key 'act' is there twice"),
        ("- [a]: x\n", "my.yaml:1: a key is no plain word"),
        ("- act: x\n  code: ['051']\n", "my.yaml:2: 'code' needs one value"),
        ("- act: x\n  both: yes\n", "my.yaml:2: 'both' is 'yes'"),
        ("- act: \x01\n", "my.yaml: not YAML"),
        ("- act: x\n  code: '999'\n  frames: [hug TARGET]\n", "my.yaml:1: act 'x'"),
        ("- act: x\n  code: '051'\n", "neither frames nor nouns"),
        ("- act: x\n  kode: '051'\n", "my.yaml:2: unknown key 'kode'; did you mean 'code'?"),
        ("- act: x\n  phrases:\n    - hug TARGET\n", "my.yaml:2: unknown key 'phrases'; did you mean 'frames'?"),
        ("- act: x\n  themes: {a: b}\n", "my.yaml:2: unknown key 'themes'; did you mean 'theme'?"),
        ("- act: x\n  7: 8\n", "my.yaml:2: unknown key '7'; the keys are act, code,"),
        ("- act: x\n  code: '051'\n  by: elves\n  frames:\n    - hail TARGET\n", "no word class 'elves'"),
        ("- act: x\n  code: '051'\n  frames:\n    - hug {nobody}\n", "my.yaml:4: the word class"),
        ("- act: x\n  operator: wish\n  frames: [hug ACT]\n", "unknown operator 'wish'"),
        ("act: x\n", "my.yaml:1: not a list"),
        ("- act: [\n", "my.yaml:2: not YAML"),
        (
            "- act: x\n  code: '051'\n  frames: [hug TARGET]\n  fires:\n    - no arrow\n",
            "my.yaml:5: 'no arrow' is no example",
        ),
    ],
)
def test_a_broken_act_names_file_and_line(lexicon, tmp_path, text, said):
    with pytest.raises(LexiconError) as error:
        lexicon.extend(actions=[own(tmp_path, "my.yaml", text)])
    assert said in str(error.value)


def test_a_word_class_stands_once():
    with pytest.raises(LexiconError, match="words.yaml:2: class 'fleet' is there twice"):
        read_words("fleet: [navy]\nfleet: [warship]\n")


def test_a_case_of_sectors_may_name_a_word_class():
    header = "codes,source,target,words,code,note\n"
    (rule,) = read_sectors(f"{header}042,,,{{fleet}}; general,074,\n", {"fleet": ("warships", "navy")})
    assert rule.words == ("warships", "navy", "general")
    with pytest.raises(LexiconError, match="sectors.csv:2: there is no word class 'elves'"):
        list(read_sectors(f"{header}042,,,{{elves}},074,\n", {}))


def test_a_missing_file_is_told(lexicon):
    with pytest.raises(LexiconError, match="no such dictionary file"):
        lexicon.extend(actors=["nowhere.csv"])


def test_what_a_hyphen_joins_stands_in_frames_as_in_text():
    from eventcode.coding.trees.parser import english

    (frame,) = compile_frames("violate cease-fire with TARGET", "verb", {})
    (chain,) = frame.parts[0].chains
    assert len(chain) == len(english()("cease-fire"))
    (plain,) = compile_frames("violate ceasefire with TARGET", "verb", {})
    assert frame.weight == plain.weight


# --- composition -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operator", "code", "result"),
    [
        ("appeal", "085", "0254"),
        ("demand", "0841", "1053"),
        ("reject", "040", "125"),
        ("threaten", "163", "1312"),
        ("intend", "0874", "0356"),
        ("threaten", "162", "1311"),
        ("reject", "039", "126"),
        ("reject", "0253", "1243"),
        ("accuse", "195", "1123"),
        ("protest", "0831", "1411"),
        ("halt", "072", "1622"),
        ("intend", "190", "138"),
        ("intend", "042", "036"),
        ("reject", "0841", "1243"),
    ],
)
def test_the_composition_table(lexicon, operator, code, result):
    assert lexicon.compose(operator, lexicon.theme_of(code), "") == result


# --- the cache ---------------------------------------------------------------------------------------------

TINY = {
    "roles.csv": "names,code\nsoldier,MIL\n",
    "actors/countries.csv": "code,names,demonyms\nFRA,France,French\n",
    "actions/words.yaml": "attack: [attack]\n",
    "actions/one.yaml": "- act: hug\n  code: '051'\n  frames: [hug TARGET]\n",
    "composition.csv": "theme,codes,appeal,intend,demand,reject,threaten,halt,accuse,protest,investigate,attempt,"
    "blame\n",
    "sectors.csv": "codes,source,target,words,code,note\n",
    "things.csv": "names,note\nHurricane *; * Accords; Internet,\n",
    "homes.csv": "names,code,home,note\nTaliban,AFGREB,PAK,\nsecurity forces,MIL,own,\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EVENTCODE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def compiled(files, tell=lambda: None):
    def make():
        tell()
        return Lexicon.compiled(files)

    return cache.kept("tiny", files, make)


def test_a_compiled_lexicon_is_kept_and_is_the_same(folder):
    made = []
    first, second = (compiled(TINY, lambda: made.append(1)) for _ in range(2))
    assert len(made) == 1 and first == second == Lexicon.compiled(TINY)
    assert [file.suffix for file in folder.iterdir()] == [".compiled"]


def test_what_is_a_thing():
    told = {"Hurricane Karl": True, "Dayton Accords": True, "the internet": False, "Accords A": False, "": False}
    assert {name: Lexicon.compiled(TINY).is_thing(name) for name in told} == told
    with pytest.raises(LexiconError, match="homes.csv:2"):
        Lexicon.compiled({**TINY, "homes.csv": "names,code,home,note\nTaliban,AFGREB,Pakistan,\n"})
    with pytest.raises(LexiconError, match="things.csv:2"):
        Lexicon.compiled({**TINY, "things.csv": "names,note\nThe great * War,\n"})


def test_another_text_is_compiled_anew(folder):
    compiled(TINY)
    assert ("spain",) in compiled({**TINY, "actors/countries.csv": "code,names,demonyms\nESP,Spain,\n"}).names


def test_old_files_go(folder):
    for number in range(9):
        compiled({**TINY, "actors/countries.csv": f"code,names,demonyms,note\nFRA,France,French,{number}\n"})
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("spoilt", [b"", b"no pickle", pickle.dumps(print), pickle.dumps({"a": 1})[:-3]])
def test_a_spoilt_file_is_told_and_made_anew(folder, spoilt, caplog):
    compiled(TINY)
    (file,) = folder.iterdir()
    file.write_bytes(spoilt)
    assert compiled(TINY) == Lexicon.compiled(TINY)
    assert str(file) in caplog.text
    assert len(file.read_bytes()) > len(spoilt)


def test_the_cache_can_be_off(folder, monkeypatch):
    monkeypatch.setenv("EVENTCODE_CACHE", "off")
    compiled(TINY)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EVENTCODE_CACHE", str(tmp_path / "file"))
    assert ("france",) in compiled(TINY).names


def test_several_processes_may_write_at_once(folder):
    program = "from tests.test_lexicon import TINY, compiled; [compiled(TINY) for _ in range(20)]"
    running = [subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parent.parent) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert [file.suffix for file in folder.iterdir()] == [".compiled"]


def test_a_user_s_acts_are_told_from_the_shipped(lexicon, tmp_path):
    mine = lexicon.extend(actions=[own(tmp_path, "my.yaml", "- act: hug\n  code: '051'\n  frames: [hug TARGET]\n")])
    assert [act.name for act in mine.acts if act.own] == ["hug"]
