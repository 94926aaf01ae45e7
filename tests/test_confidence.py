"""Confidence: a probability, made of signs that can be read, fitted so that it holds, and high enough to be told."""

import datetime
from dataclasses import replace

import pytest

from eventcode import Mention, Story
from eventcode.coding.coder import Coder
from eventcode.coding.confidence import Confidence, Heard, default_confidence, signs
from eventcode.coding.findings import Finder
from eventcode.coding.meaning.features import ROOTS, Party
from eventcode.coding.meaning.reader import Opinion, PairFunction

DAY = datetime.date(2019, 5, 13)


@pytest.fixture(scope="module")
def finding():
    """What is found in a plain sentence, and the event it is."""
    coder = Coder()
    (walk,) = coder.walks(Story("s", DAY, "Britain urged Iran to release the prisoners."))
    ((event, found),) = coder.read(walk)
    assert event.confidence == found.confidence
    return found


def test_it_is_a_probability(finding):
    assert 0 < finding.confidence < 1
    assert finding.confidence == default_confidence().of(finding.told, finding.heard, finding.events)


def test_what_speaks_for_an_event_raises_it(finding):
    opinion = finding.heard.opinion
    sure, unsure = (
        replace(finding.heard, opinion=replace(opinion, probability=chance, code=finding.told.code))
        for chance in (0.95, 0.02)
    )
    sure, unsure = (default_confidence().of(finding.told, one, 1) for one in (sure, unsure))
    assert sure > unsure


def test_each_reader_has_its_weights(finding):
    weights = Confidence({"constant": 0.0}, {"constant": 0.0, "operator": 2.0}, {"constant": -2.0}, {})
    second = replace(finding.told, reader="second reader")
    assert finding.told.operated and weights.of(finding.told, None, 1) == 0.88  # 1 / (1 + exp(-2))
    assert [weights.of(told, finding.heard, 1) for told in (finding.told, second)] == [0.5, 0.12]


def test_what_is_too_improbable_is_no_event_but_nearly_one():
    text = "Britain urged Iran to release the prisoners."
    coder, strict = Coder(), replace(default_confidence(), floors={"frames": 1.0, "second reader": 1.0})
    coder._finder = replace(coder._finder, confidence=strict)
    assert coder.events(Story("s", DAY, text)) == []
    (near,) = (one for one in coder.nearly(text, DAY) if one.lacks.startswith("probability"))
    assert (near.actors[0].code, near.code, near.targets[0].code) == ("GBR", "0253", "IRN")


def test_nothing_is_withheld_where_no_second_reader_is_heard(finding):
    strict = replace(default_confidence(), floors={"frames": 1.0})
    (walk,) = Coder().walks(Story("s", DAY, "Britain urged Iran to release the prisoners."))
    never = PairFunction(lambda sentence, first, second: ("190", 0.01))
    for reader in (None, never):  # the weights are not those of a user's own
        assert all(one.believed for one in Finder(reader, strict).findings(walk))


def test_an_opinion_tells_the_root_that_is_coded(finding):
    told = []
    for root in ("02", "19"):
        opinion = replace(finding.heard.opinion, roots=tuple(float(root == one) for one in ROOTS))
        told.append(signs(finding.told, Heard(opinion, 0.9), 1)["second reader: this root"])
    assert told[0] > 0 > told[1]


def test_a_reader_need_not_tell_roots(finding):
    agrees, differs = (signs(finding.told, Heard(Opinion(0, 1, code, 0.9), 0.9), 1) for code in ("020", "190"))
    assert agrees["second reader: this root"] > 0 > differs["second reader: this root"]


def test_the_opinion_is_that_on_the_very_mentions(finding):
    found = finding.told
    parties = [Party(found.head, one) for one in (found.source, found.target, Mention(50, 55, "IRN"))]
    opinions = [Opinion(0, 2, "020", 0.9), Opinion(0, 1, "020", 0.2), Opinion(1, 0, "020", 0.99)]
    assert Heard.on(found, parties, opinions).opinion is opinions[1]
    assert Heard.on(found, parties, opinions[:1]).opinion is opinions[0]  # the same actor elsewhere
    assert Heard.on(found, parties, opinions[2:]) is None


def test_what_competes_with_an_opinion_is_heard_too():
    parties = [Party(None, Mention(i, i + 1, code)) for i, code in enumerate(("FRA", "IRN", "USA"))]
    opinions = [Opinion(0, 1, "020", 0.5), Opinion(2, 1, "020", 0.7), Opinion(0, 2, "040", 0.9)]
    assert Heard.of(opinions[0], parties, opinions) == Heard(opinions[0], 0.9, other_source=0.7, other_target=0.9)
    assert Heard.of(opinions[2], parties, opinions) == Heard(opinions[2], 0.9, other_source=0.0, other_target=0.5)


def test_what_the_user_tells_is_always_believed(finding):
    strict = replace(default_confidence(), floors={"frames": 1.0, "given": 0.5})
    given = (replace(one, entry="given") for one in (finding.told.source, finding.told.target))
    between_given = replace(finding.told, **dict(zip(("source", "target"), given, strict=True)))
    assert not strict.believes(finding.told, finding.heard, 0.8)
    assert strict.believes(replace(finding.told, own=True), finding.heard, 0.1)
    assert strict.believes(between_given, finding.heard, 0.6) and not strict.believes(between_given, finding.heard, 0.4)
