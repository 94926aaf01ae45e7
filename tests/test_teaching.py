"""What the second reader learns from: coded sentences, and what trained readers think of sentences nobody has coded."""

import random
from dataclasses import replace

import numpy as np
import pytest

from eventcode.coding.coder import Coder
from eventcode.coding.meaning.features import Marked
from eventcode.coding.meaning.reader import SecondReader, default_reader
from eventcode.training import base
from eventcode.training.meaning.data import of_text
from eventcode.training.meaning.examples import Lesson
from eventcode.training.meaning.swapping import Countries, swaps
from eventcode.training.meaning.teachers import judged, shares, thoughts

TEXTS = (
    "Turkish soldiers shelled Syrian villages.",
    "Israel and Egypt signed an agreement in Cairo on Monday, and Jordan praised it.",
    "It rained in the hills.",
)


@pytest.fixture(scope="module")
def lessons():
    """Sentences with two parties and more, without an answer."""
    return list(of_text(TEXTS, Coder()))


@pytest.fixture(scope="module")
def thought(lessons):
    """What the reader that ships thinks of them."""
    return list(judged(lessons, [default_reader()]))


def test_a_sentence_without_two_parties_teaches_nothing(lessons):
    assert len(lessons) == 2
    assert not any(one.answers for one in lessons)


def test_teachers_are_heard_in_the_mean(lessons, thought):
    reader = default_reader()
    (alone, _), (both, _) = thought, judged(lessons, [reader, reader])
    assert np.array_equal(alone.event, both.event)
    assert np.allclose(both.codes.sum(-1), 1, atol=0.02)
    assert np.allclose(both.words.sum(-1), 1, atol=0.02)
    source, target = (both.marked.words.index(word) for word in ("soldiers", "villages"))
    pair = both.marked.heads.index(source), both.marked.heads.index(target)
    assert reader.codes[both.codes[pair].argmax()][:2] == "19"


def test_a_country_goes_for_another_in_every_form():
    words = ("Iraqi", "troops", "left", "Iraq", "and", "Peru", "as", "Iraqis", "in", "Baghdad", "cheered")
    countries = Countries.shipped()
    marked = Marked(words, *([()] * 4), *([None] * 3))
    assert countries.of(marked) == ["IRQ", "PER"]
    told = " ".join(countries.swapped(marked, {"IRQ": "TUR"}).words)
    assert told == "Turkish troops left Turkey and Peru as Turks in Ankara cheered"


def test_swapped_sentences_have_other_countries_and_no_answer(lessons):
    coded = [replace(one, answers={(0, 1): frozenset({"190"})}) for one in lessons]
    (other, _), (again, _) = (list(swaps(coded, random.Random(3))) for _ in range(2))
    assert other.marked.words == again.marked.words
    assert not {"Turkish", "Syrian"} & set(other.marked.words)
    assert other.marked.words[1:3] == ("soldiers", "shelled")
    assert other.answers == {}


def test_shares_are_probabilities():
    assert shares(np.array([[0.0, 0.0], [1000.0, 0.0]])).tolist() == [[0.5, 0.5], [1.0, 0.0]]


def test_a_batch_is_padded_and_asks_for_pairs_of_two(thought):
    few, many = sorted(thought, key=lambda one: len(one.event))
    event, codes, words, asked = thoughts([few, many], words=40)
    size, most = len(few.event), len(many.event)
    assert size < most
    assert event.shape == asked.shape == (2, most, most)
    assert codes.shape == (2, most, most, len(default_reader().codes))
    assert words.shape == (2, most, most, 40)
    assert not asked[0, size:].any()
    assert not asked[0, :, size:].any()
    assert not asked[:, range(most), range(most)].any()
    assert asked[1].any()
    assert np.array_equal(event[1], many.event.astype(np.float32))


def test_a_pupil_learns_and_its_reader_loads(lessons, thought, tmp_path):
    pytest.importorskip("torch")
    pytest.importorskip(base.PACKAGE)
    from eventcode.training.meaning import train

    codes = default_reader().codes
    coded = [Lesson(one.marked, {(0, 1): frozenset({"190"})}, {}, frozenset(), 1.0, "gold x") for one in lessons]
    kinds = {type(batch[0]) for batch in train.mixed(coded, thought, default_reader().pieces, random.Random(1))}
    assert len(kinds) == 2
    train.train(coded, thought, coded, codes, tmp_path, train.Settings(layers=1, epochs=1))
    reader = SecondReader.load(tmp_path)
    assert reader.codes == codes
    assert len(list(judged(lessons, [reader]))) == 2


def test_what_is_coded_is_not_judged(tmp_path):
    pytest.importorskip("torch")
    from eventcode.training.meaning.train import uncoded

    case = type("Case", (), {"story": type("Story", (), {"text": "Iraq waited."})})
    (tmp_path / "news.txt").write_text("Iraq waited.\nIran waited.\n\nIran waited.\n", encoding="utf-8")
    assert uncoded(tmp_path / "news.txt", [case]) == ["Iran waited."]
