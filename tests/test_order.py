"""A story gives the same events whatever is coded before it, after it or beside it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eventcode
from eventcode.coding.coder import Coder
from eventcode.reading import read_stories


@pytest.fixture(scope="module")
def coder():
    return Coder()


@pytest.fixture(scope="module")
def stories():
    """Sixteen stories of the chronicle, of all lengths."""
    found = list(read_stories(eventcode.sample("venezuela_2019")))
    return sorted(found, key=lambda story: len(story.text))[:: len(found) // 16][:16]


@pytest.fixture(scope="module")
def alone(stories):
    """The events of each story, coded by a coder that has seen no other."""
    return {story.id: Coder().events(story) for story in stories}


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 16))
def test_any_order_and_any_neighbours(coder, stories, alone, seed, size):
    chosen = random.Random(seed).sample(stories, size)
    assert {story.id: events for story, events in coder.stream(chosen)} == {one.id: alone[one.id] for one in chosen}


def test_a_batch_of_many(coder, stories, alone):
    batch = (stories * 4)[:64]
    assert all(events == alone[story.id] for story, events in coder.stream(batch))
