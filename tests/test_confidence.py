"""Confidence: a probability, made of signs that can be read, and fitted so that it holds."""

import datetime
from dataclasses import replace

import pytest

from eventcode import Mention, Story
from eventcode.coding.coder import Coder
from eventcode.coding.confidence import Confidence, default_confidence, opinion_on, signs
from eventcode.coding.meaning.features import ROOTS, Party
from eventcode.coding.meaning.reader import Opinion

DAY = datetime.date(2019, 5, 13)


@pytest.fixture(scope="module")
def readings():
    """What is read in a plain sentence: the event, what was found, and the second reader's opinion."""
    coder = Coder()
    (walk,) = coder.walks(Story("s", DAY, "Britain urged Iran to release the prisoners."))
    return list(coder.read(walk))


def test_it_is_a_probability(readings):
    ((event, found, opinion),) = readings
    assert 0 < event.confidence < 1
    assert event.confidence == default_confidence().of(found, opinion)


def test_what_speaks_for_an_event_raises_it(readings):
    ((_, found, opinion),) = readings
    sure, unsure = (
        default_confidence().of(found, replace(opinion, probability=chance, code=found.code)) for chance in (0.95, 0.02)
    )
    assert sure > unsure


def test_the_weights_are_those_of_the_signs(readings):
    ((_, found, _),) = readings
    weights = {"constant": 0.0, "operator": 2.0}
    assert found.operated and Confidence({}, weights).of(found, None) == 0.88  # 1 / (1 + exp(-2))
    assert Confidence(weights, {"constant": 0.0}).of(found, None) == 0.5


def test_an_opinion_tells_the_root_that_is_coded(readings):
    ((_, found, opinion),) = readings
    told = [signs(found, replace(opinion, roots=tuple(float(root == one) for one in ROOTS)))["second reader: this root"]
            for root in ("02", "19")]  # fmt: skip
    assert told[0] > 0 > told[1]


def test_a_user_s_reader_need_not_tell_roots(readings):
    ((_, found, _),) = readings
    agrees, differs = (signs(found, Opinion(0, 1, code, 0.9)) for code in ("020", "190"))
    assert agrees["second reader: this root"] > 0 > differs["second reader: this root"]


def test_the_opinion_is_that_on_the_very_mentions(readings):
    ((_, found, _),) = readings
    parties = [Party(found.head, one) for one in (found.source, found.target, Mention(50, 55, "IRN"))]
    opinions = [Opinion(0, 2, "020", 0.9), Opinion(0, 1, "020", 0.2), Opinion(1, 0, "020", 0.99)]
    assert opinion_on(found, parties, opinions) is opinions[1]
    assert opinion_on(found, parties, opinions[:1]) is opinions[0]  # the same actor elsewhere
    assert opinion_on(found, parties, opinions[2:]) is None
