"""What is not parsed holds no event: with and without the sieve a story gives the same."""

import datetime
from pathlib import Path

import pytest

from eventcode.analysis.gold import read_gold
from eventcode.coding.coder import Coder
from eventcode.coding.sifting import Sieve, Stretch
from eventcode.event import Mention, Story
from eventcode.reading import Reading
from eventcode.samples import sample

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold"
DAY = datetime.date(2019, 5, 13)


@pytest.fixture(scope="module")
def coder():
    return Coder()


def needed(coder, *texts, **story):
    sieve = Sieve(coder.lexicon, coder.index)
    return sieve.needed(Story("s", DAY, " ".join(texts), **story), [Stretch(text, True) for text in texts])


@pytest.mark.parametrize(("text", "asked"), [
    ("Russia condemned Turkey.", True),
    ("North and South Korea met.", True),
    ("Peru imposed a curfew.", True),  # it binds everybody at home
    ("Peruvian police arrested protesters.", True),
    ("Peru won.", False),
    ("The storm hit the coast.", False),
    ("He said that she knew it.", False),  # nobody is known
    ("Police arrested protesters.", False),  # of no country
])  # fmt: skip
def test_what_can_hold_an_event(coder, text, asked):
    assert needed(coder, text) == [asked]


def test_what_tells_who_is_who_is_read_for_what_comes_later(coder):
    texts = ("Rain fell.", "Envoy Ada Quill of Peru spoke.", "Rain fell.", "Quill condemned Turkey.", "She left Peru.")
    assert needed(coder, *texts) == [False, True, False, True, True]
    assert needed(coder, *texts[:3]) == [False, True, False]
    assert needed(coder, "It rained.", "Peru won.") == [False, False]


def test_a_dateline_gives_roles_a_country(coder):
    assert needed(coder, "Police arrested protesters.", dateline="LIMA") == [True]


def test_given_actors_are_always_read(coder):
    assert needed(coder, "Dorn met Quill.", actors=(Mention(0, 4, "RURREB"),)) == [True]


def test_an_end_of_sentence_in_doubt_is_looked_at_for_the_numbers_behind_it(coder):
    doubt, later = Stretch("It rained in St. Ives", False), Stretch("Russia condemned Turkey.", True)
    sieve, story = Sieve(coder.lexicon, coder.index), Story("s", DAY, "")
    assert sieve.needed(story, [doubt, later]) == [True, True]
    assert sieve.needed(story, [later, doubt]) == [True, False]


def differing(coder, stories):
    """Stories from which the sieve takes an event, or in which it numbers one otherwise."""
    return [
        story.id
        for story in stories
        if coder.events(story) != [event for walk in coder.walks(story) for event in coder._events_in(walk)]
    ]


def test_no_event_is_lost(coder):
    assert differing(coder, list(Reading(sample("venezuela_2019")))[::25]) == []


@pytest.mark.slow
def test_no_event_is_lost_on_gold_and_chronicle(coder):
    gold = read_gold(GOLD / "own").stories
    assert len(gold) > 500
    assert differing(coder, [*gold, *Reading(sample("venezuela_2019"))]) == []
