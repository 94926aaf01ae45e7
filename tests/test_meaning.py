"""The second reader: what it is shown, what becomes of its opinions, and that it can be taken out or replaced."""

import datetime

import numpy as np
import pytest

from eventcode.coding.coder import Coder
from eventcode.coding.meaning.adding import additions, may_add
from eventcode.coding.meaning.features import DISTANCES, KINDS, Party, distances, kind_of, kinship, spread
from eventcode.coding.meaning.junctions import BRANCHES, CLASSES, Junctions
from eventcode.coding.meaning.reader import DEFAULT, Opinion, PairFunction, default_reader
from eventcode.coding.trees.parser import load_parser
from eventcode.event import Mention, Story

DAY = datetime.date(2019, 5, 13)


class Token:
    """As much of a token as an opinion needs."""

    def __init__(self, i, conjuncts=()):
        self.i, self.dep_, self.conjuncts = i, "nsubj", conjuncts


def parties(*codes):
    return [Party(Token(i), Mention(i, i + 1, code)) for i, code in enumerate(codes)]


def added(opinions, codes, acts=None, threshold=0.5):
    found = additions(opinions, parties(*codes), acts or {}, threshold)
    return {(one.source.code, one.code, one.target.code) for one in found}


@pytest.mark.parametrize(
    ("code", "kind"),
    [("USA", "country"), ("COLSEP", "REB"), ("IGOUNO", "IGO"), ("---COP", "COP"), ("USAZZZ", "other")],
)
def test_kinds_of_actors(code, kind):
    assert KINDS[kind_of(code)] == kind


def test_pairs_are_told_apart_by_kinship_and_distance():
    assert [kinship("USA", other) for other in ("USA", "USAMIL", "RUS", "IGOUNO")] == [0, 1, 2, 3]
    found = distances(np.arange(60))[30].tolist()
    assert set(found) == set(range(DISTANCES))
    assert found[31:] == sorted(found[31:])


def test_two_words_meet_at_what_is_above_both():
    words = list(load_parser()("Oslo said that Denmark accused Peru of spying."))
    junctions = Junctions.of([words[0], words[3], words[5]], {word.i: word.i for word in words})

    def way(one, other):
        place = junctions.places[one, other]
        return words[place - 1].text, BRANCHES[junctions.branches[one, other]], int(junctions.steps[one, other])

    assert (way(1, 2), way(2, 1)) == (("accused", "nsubj", 1), ("accused", "obj", 1))
    assert (way(0, 2), way(2, 0)) == (("said", "nsubj", 1), ("said", "ccomp", 2))
    assert CLASSES[junctions.classes[1, 2]] == "VERB"
    assert not junctions.places.diagonal().any()


def test_a_word_above_another_is_their_junction_itself():
    words = list(load_parser()("Troops of France left."))
    junctions = Junctions.of([words[0], words[2]], {word.i: word.i for word in words})
    assert [BRANCHES[branch] for branch in junctions.branches[[0, 1], [1, 0]]] == ["self", "nmod"]


def test_a_mark_covers_all_pieces_of_its_word():
    assert spread([0, 3, 1], [0, 1, 2, 5], 7) == [0, 0, 3, 3, 3, 1, 0]


def test_the_most_probable_opinion_of_a_pair_counts():
    opinions = [Opinion(0, 1, "111", 0.7), Opinion(0, 1, "190", 0.9), Opinion(1, 0, "112", 0.6)]
    assert added(opinions, ["FRA", "DEU"]) == {("FRA", "190", "DEU")}
    assert added(opinions, ["FRA", "DEU"], threshold=0.95) == set()


def test_a_meeting_is_coded_both_ways_and_a_bare_role_takes_its_partners_country():
    assert added([Opinion(0, 1, "040", 0.9)], ["FRA", "DEU"]) == {("FRA", "040", "DEU"), ("DEU", "040", "FRA")}
    assert added([Opinion(0, 1, "173", 0.9)], ["---COP", "LKAOPP"]) == {("LKACOP", "173", "LKAOPP")}


def test_an_act_that_frames_know_keeps_its_code():
    opinion = Opinion(0, 1, "190", 0.9, Token(7))
    assert added([opinion], ["FRA", "DEU"], acts={7: "194"}) == {("FRA", "194", "DEU")}
    assert added([opinion], ["FRA", "DEU"], acts={7: "111"}) == {("FRA", "190", "DEU")}


def test_who_acts_together_does_nothing_one_way_to_each_other():
    left = Token(2)
    both = [Party(Token(0, (left,)), Mention(0, 1, "VEN")), Party(left, Mention(2, 3, "LAM"))]
    told = [{one.code for one in additions([Opinion(0, 1, code, 0.9)], both, {}, 0.5)} for code in ("163", "061")]
    assert told == [set(), {"061"}]


def test_an_actor_does_nothing_to_itself():
    assert added([Opinion(0, 1, "190", 0.9)], ["FRA", "FRAGOV"]) == set()


@pytest.mark.parametrize(
    ("codes", "asked", "asked_for_all"),
    [
        (("FRA", "FRAGOV"), False, False),
        (("---REB", "---COP"), False, True),
        (("FRA", "---COP"), True, True),
        (("FRA", "FRAMIL"), True, True),
    ],
)
def test_it_is_asked_only_where_an_event_could_come_of_it(codes, asked, asked_for_all):
    assert (may_add(parties(*codes)), may_add(parties(*codes), include_unknown=True)) == (asked, asked_for_all)


def test_a_function_of_ones_own_takes_its_place():
    def judge(sentence, first, second):
        return ("051", 0.8) if (first.code, second.code) == ("FRA", "DEU") else None

    (event,) = Coder(second_reader=PairFunction(judge)).events(Story("s", DAY, "France is close to Germany."))
    assert (event.triple, event.reader) == (("FRA", "051", "DEU"), "second reader")


@pytest.mark.parametrize(("code", "day"), [("111", "2019-05-10"), ("190", "2019-05-13")])
def test_what_the_source_says_happened_when_it_was_said(code, day):
    class Pointing:
        threshold, calibrated = 0.5, False

        def opinions(self, sentence, parties, acts):
            return [Opinion(0, 1, code, 0.9, word=next(word for word in sentence if word.text == "stale"))]

    story = Story("s", DAY, "France said on Friday that the offer from Germany looked stale.")
    (event,) = Coder(second_reader=Pointing()).events(story)
    assert (event.action, str(event.date)) == (code, day)


def test_frames_are_told_from_the_second_reader():
    def always(sentence, first, second):
        return "190", 0.9

    (event,) = Coder(second_reader=PairFunction(always)).events(Story("s", DAY, "France condemned Germany."))
    assert (event.triple, event.reader) == (("FRA", "111", "DEU"), "frames")


@pytest.mark.skipif(default_reader() is None, reason="the second reader's weights are not there")
class TestShipped:
    """The reader that ships."""

    SENTENCE = "Relations soured after Denmark tore into Peru over its handling of the fishing fleet."

    def test_it_is_small_and_has_its_card(self):
        assert sum(path.stat().st_size for path in DEFAULT.iterdir()) <= 30_000_000
        assert "floors" in (DEFAULT / "MODEL_CARD.md").read_text(encoding="utf-8").lower()

    def test_it_says_the_same_whatever_was_read_before(self):
        coder = Coder()
        alone = coder.events(Story("s", DAY, self.SENTENCE))
        coder.events(Story("t", DAY, "Chad and Niger signed a treaty. Rebels in Mali shelled a French camp."))
        assert coder.events(Story("s", DAY, self.SENTENCE)) == alone

    def test_its_events_name_what_they_are_like(self):
        stories = [Story("s", DAY, text) for text in (self.SENTENCE, "Oslo gave Lima a dressing-down, diplomats said.")]
        events = [event for story in stories for event in Coder().events(story) if event.reader == "second reader"]
        for event in events:
            like = [item for item in event.evidence if item.part == "like"]
            assert like and all(item.entry and 0 <= float(item.note.split()[-1]) <= 1 for item in like)

    def test_examples_and_vectors_belong_together(self):
        reader = default_reader()
        assert len(reader.examples.vectors) == len(reader.examples.origins) > 1000
        assert np.allclose(np.linalg.norm(reader.examples.vectors, axis=1), 1, atol=0.05)
