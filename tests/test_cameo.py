"""The ontology: the table is whole and consistent, and every question to it has one answer or a clear error."""

import pickle
import re
import subprocess
import sys
from collections import Counter

import pytest

from eventcode import cameo

ALL = cameo.codes()
ROOTS = [f"{n:02d}" for n in range(1, 21)]
HEADER = ",".join(cameo.FIELDS)

#: Codes a root, the root itself left out.
SIZES = {
    "01": 10, "02": 27, "03": 28, "04": 7, "05": 8, "06": 5, "07": 6, "08": 25, "09": 5, "10": 27,
    "11": 12, "12": 28, "13": 22, "14": 26, "15": 6, "16": 13, "17": 13, "18": 14, "19": 9, "20": 7,
}


def test_the_table_is_whole():
    assert len(ALL) == 318
    assert Counter(map(len, ALL)) == {2: 20, 3: 149, 4: 149}
    assert [code for code in ALL if len(code) == 2] == ROOTS
    assert Counter(cameo.root(code) for code in ALL if len(code) > 2) == SIZES


def test_icews_has_all_but_six_of_the_codes():
    assert len(set(ALL) - {"155", "176", "1214", "1834", "1951", "1952"}) == 312


def test_codes_are_in_codebook_order():
    assert list(ALL) == sorted(ALL)
    assert ALL[:3] == ("01", "010", "011")
    assert ALL[-1] == "2042"


def test_every_parent_exists_and_lists_its_child():
    for code in ALL:
        parent = cameo.get(code).parent
        assert parent == (code[:-1] if len(code) > 2 else "")
        assert not parent or code in cameo.children(parent)
    assert sum(len(cameo.children(code)) for code in ALL) == len(ALL) - len(ROOTS)


def test_every_root_has_a_code_for_no_detail():
    for root in ROOTS:
        assert cameo.unspecified(root) == root + "0"
        assert cameo.get(root + "0").parent == root
    assert cameo.unspecified("194") == "190"
    assert cameo.unspecified("0253") == "020"


def test_family_of_a_code():
    assert cameo.root("1312") == "13"
    assert cameo.ancestors("1312") == ("131", "13")
    assert cameo.ancestors("13") == ()
    assert cameo.children("131") == ("1311", "1312", "1313")
    assert cameo.children("06") == ("060", "061", "062", "063", "064")
    assert cameo.children("2042") == ()


@pytest.mark.parametrize("code", ALL)
def test_every_code_is_told_in_one_sentence(code):
    entry = cameo.get(code)
    assert entry.label and entry.label == entry.label.strip() and len(entry.label) <= 80
    assert re.fullmatch(r"[A-Z][^.]{20,160}\.", entry.definition), entry.definition


def test_definitions_point_only_at_codes_that_exist_and_never_at_themselves():
    for code in ALL:
        mentioned = re.findall(r"\b\d+\b", cameo.get(code).definition)
        assert set(mentioned) <= set(ALL), code
        assert code not in mentioned


def test_no_two_codes_share_a_definition():
    assert len({cameo.get(code).definition for code in ALL}) == len(ALL)


def test_quad_classes_partition_the_roots():
    classes = {root: cameo.quad_class(root) for root in ROOTS}
    assert [classes[root] for root in ROOTS] == [1] * 5 + [2] * 3 + [3] * 5 + [4] * 7
    for code in ALL:
        assert cameo.get(code).quad_class == cameo.quad_class(code) == classes[code[:2]]
        assert cameo.quad_class(code) in cameo.QUAD_CLASSES["icews"]


def test_penta_classes_differ_only_in_01_02_and_16():
    differing = {root for root in ROOTS if cameo.quad_class(root, "penta") != cameo.quad_class(root)}
    assert differing == {"01", "02", "16"}
    assert cameo.quad_class("010", "penta") == cameo.quad_class("0253", "penta") == 0
    assert cameo.quad_class("163", scheme="penta") == 3
    assert {cameo.quad_class(code, "penta") for code in ALL} == set(cameo.QUAD_CLASSES["penta"])


def test_an_unknown_scheme_names_the_known_ones():
    with pytest.raises(ValueError, match="'goldstein'.*icews, penta"):
        cameo.quad_class("190", "goldstein")


def test_goldstein_weights_are_in_range_and_agree_with_the_side():
    for code in ALL:
        assert -10 <= cameo.goldstein(code) <= 10
        if cameo.quad_class(code) == 2:
            assert cameo.goldstein(code) > 0
        if cameo.quad_class(code) > 2:
            assert cameo.goldstein(code) < 0


@pytest.mark.parametrize(
    ("code", "weight"),
    [("010", 0), ("011", -0.1), ("042", 1.9), ("057", 8), ("0874", 10), ("112", -2), ("13", -6), ("130", -4.4),
     ("1312", -5.8), ("155", -7.2), ("190", -10), ("1952", -10)],
)
def test_particular_weights(code, weight):
    assert cameo.goldstein(code) == weight


@pytest.mark.parametrize(
    ("code", "weight"), [("016", -5), ("124", -4), ("1241", -4), ("1246", -4), ("163", -8), ("164", -6.5), ("166", -7)]
)
def test_where_scales_quarrel_the_current_codebook_wins(code, weight):
    assert cameo.goldstein(code) == weight


PLOVER_EVENTS = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}


def test_every_code_but_statements_has_a_plover_event():
    assert {cameo.plover(code) for code in ALL if code[:2] != "01"} == PLOVER_EVENTS
    assert {cameo.plover(code) for code in ALL if code[:2] == "01"} == {""}


def test_contexts_and_modes_come_only_with_an_event():
    for entry in map(cameo.get, ALL):
        assert entry.plover or not (entry.plover_mode or entry.plover_context)
        assert re.fullmatch(r"[a-z-]*|pro_autocracy", entry.plover_mode)
        assert re.fullmatch(r"[a-z_]*(;[a-z_]+)*", entry.plover_context)


def test_an_appeal_is_a_request_like_the_matching_demand():
    appeals = [code for code in ALL if code[:2] == "02"]
    for code in appeals:
        appeal, demand = cameo.get(code), cameo.get("10" + code[2:])
        assert appeal.plover == "REQUEST"
        assert (appeal.plover_mode, appeal.plover_context) == (demand.plover_mode, demand.plover_context)
    assert len(appeals) == 28


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("036", ("AGREE", "", "diplomatic")),
        ("083", ("CONCEDE", "", "political_institutions")),
        ("0871", ("RETREAT", "ceasefire", "military")),
        ("0253", ("REQUEST", "yield", "legal")),
        ("1121", ("ACCUSE", "allege", "crime;corruption")),
        ("163", ("COERCE", "restrict", "diplomatic")),
        ("1312", ("THREATEN", "restrict", "economic")),
        ("1411", ("PROTEST", "demo", "executive")),
        ("192", ("COERCE", "seize", "military")),
        ("176", ("COERCE", "", "cyber")),
    ],
)
def test_particular_plover_equivalents(code, expected):
    entry = cameo.get(code)
    assert (entry.plover, entry.plover_mode, entry.plover_context) == expected


def test_an_entry_is_frozen_and_whole():
    entry = cameo.get("1312")
    assert (entry.label, entry.parent, entry.root) == ("Threaten with sanctions, boycott, embargo", "131", "13")
    with pytest.raises(AttributeError):
        entry.goldstein = 0.0
    assert pickle.loads(pickle.dumps(entry)) == entry


@pytest.mark.parametrize("value", [10, 190, 43.0, float("nan"), None, ["190"]])
def test_what_is_no_string_is_told_to_be_one(value):
    with pytest.raises(cameo.UnknownCode, match="codes are strings.*as text"):
        cameo.get(value)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("43", "043 (Host"), ("211", "0211 "), (" 190", "190 "), ("1319", "131 "), ("1953", "195 "), ("9", "09 ")],
)
def test_an_unknown_code_names_near_ones(wrong, meant):
    with pytest.raises(cameo.UnknownCode) as error:
        cameo.get(wrong)
    assert repr(wrong) in str(error.value)
    assert meant in str(error.value)


def test_a_code_unlike_any_other_is_told_the_range():
    for wrong in ("", "abc", "9" * 1_000_000):
        with pytest.raises(cameo.UnknownCode, match="01 to 2042") as error:
            cameo.get(wrong)
        assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    "ask",
    [cameo.root, cameo.unspecified, cameo.quad_class, cameo.goldstein, cameo.plover, cameo.ancestors, cameo.children,
     cameo.describe],
)
def test_every_question_refuses_an_unknown_code(ask):
    for kind in (KeyError, ValueError):
        with pytest.raises(kind, match="unknown CAMEO code '999'"):
            ask("999")


def test_the_error_survives_a_process_boundary():
    error = pickle.loads(pickle.dumps(cameo.UnknownCode("unknown CAMEO code '999'")))
    assert str(error) == "unknown CAMEO code '999'"


def test_describe_tells_the_code_its_family_and_its_scales():
    lines = cameo.describe("1312").splitlines()
    assert lines[0] == "1312  Threaten with sanctions, boycott, embargo"
    assert cameo.get("1312").definition in " ".join(lines)
    for expected in (
        "within      13 Threaten",
        "            131 Threaten non-force",
        "quad class  3 verbal conflict",
        "Goldstein   -5.8",
        "PLOVER      THREATEN, mode restrict, context economic",
        "beside it   1311 Threaten to reduce or stop aid",
        "            1313 Threaten to reduce or break relations",
    ):
        assert expected in lines


def test_describe_a_root_lists_what_is_below():
    text = cameo.describe("16")
    assert "quad class  4 material conflict (penta class 3 verbal conflict)" in text
    assert "below it    160 Reduce relations" in text
    assert "within" not in text and "beside it" not in text
    assert "PLOVER      none" in cameo.describe("010")
    assert "context crime and corruption" in cameo.describe("091")


@pytest.mark.parametrize("code", ALL)
def test_every_code_can_be_described_in_a_terminal(code):
    lines = cameo.describe(code).splitlines()
    assert lines[0].startswith(f"{code}  ")
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (["code,label", "01,Make public statement"], r"my\.csv:1: the columns must be code,label"),
        ([], r"my\.csv:1: the columns must be"),
        ([HEADER, "01,Say,Says it.,0,,,", "01,Say,Says it.,0,,,"], r"my\.csv:3: code 01 stands here a second time"),
        ([HEADER, "010,Say,Says it.,0,,,"], r"my\.csv:2: code 010 needs its parent 01"),
        ([HEADER, "1,Say,Says it.,0,,,"], r"my\.csv:2: a code is two to four digits, not '1'"),
        ([HEADER, "01,,Says it.,0,,,"], r"my\.csv:2: code 01 needs a label and a definition"),
        ([HEADER, "01,Say,Says it.,none,,,"], r"my\.csv:2: the Goldstein weight of 01 is no number: 'none'"),
        ([HEADER, "01,Say,Says it.,nan,,,"], r"my\.csv:2: the Goldstein weight of 01 is beyond"),
        ([HEADER, "01,Say,Says it.,11,,,"], r"my\.csv:2: the Goldstein weight of 01 is beyond"),
        ([HEADER, "01,Say,Says it, twice.,0,,,"], r"my\.csv:2: a row has 7 cells; quote"),
        ([HEADER, "01,Say"], r"my\.csv:2: a row has 7 cells"),
    ],
)
def test_a_broken_table_is_named_with_file_and_line(rows, complaint):
    with pytest.raises(ValueError, match=complaint):
        cameo.read_table(rows, "my.csv")


def test_importing_reads_no_file():
    script = "from eventcode import cameo; assert cameo._table.cache_info().currsize == 0"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
