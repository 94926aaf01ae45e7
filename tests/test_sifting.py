"""What is not parsed holds no event: with and without the sieve a story gives the same."""

import datetime
from dataclasses import replace
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
    sifting = sieve.begin(Story("s", DAY, " ".join(texts), **story))
    return sifting.needed([Stretch(text, True) for text in texts])


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
    assert sieve.begin(story).needed([doubt, later]) == [True, True]
    assert sieve.begin(story).needed([later, doubt]) == [True, False]


def test_a_story_in_blocks_is_sifted_as_one_that_goes_on(coder):
    sifting = Sieve(coder.lexicon, coder.index).begin(Story("s", DAY, ""))
    spoke, rain = Stretch("Envoy Ada Quill of Peru spoke.", True), Stretch("Rain fell.", True)
    assert sifting.needed([spoke, rain], more=True) == [True, False]
    assert sifting.needed([rain, spoke]) == [False, True]  # whom the first block has named


def test_long_stories_are_coded_to_their_end(coder, monkeypatch):
    """A block and a passage at a time, with the events of the whole; given actors are found in every one."""
    texts = ["Envoy Ada Quill of Peru spoke.", "Rain fell on the coast.", "Quill condemned Turkey.", "It rained again."]
    story = Story("s", DAY, " ".join(texts) + "\n\n" + " ".join(texts))
    named = [place for place in range(len(story.text)) if story.text.startswith("Turkey", place)]
    stories = (story, replace(story, actors=tuple(Mention(place, place + 6, "XTK") for place in named)))
    whole = [coder.events(one) for one in stories]
    monkeypatch.setattr("eventcode.article.pages.LONGEST", 60)
    monkeypatch.setattr("eventcode.coding.walk._BLOCK", 60)
    assert [coder.events(one) for one in stories] == whole
    assert [[event.target for event in events] for events in whole] == [["TUR", "TUR"], ["XTK", "XTK"]]


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
