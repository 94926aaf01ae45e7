"""A second reader made of a model for textual entailment: hypotheses of our definitions, the user's own weights."""

import datetime

import pytest

from eventcode import Story
from eventcode.coding.coder import Coder
from eventcode.coding.meaning.entailment import EntailmentReader, meaning

DAY = datetime.date(2019, 5, 13)
TEXT = "Denmark ran rings around Peru over the fishing fleet."


def believes(wanted):
    """A judge that believes one code of Denmark towards Peru."""

    def judge(premise, labels, template):
        right = premise == TEXT and template.startswith("What Denmark does to Peru")
        return [0.9 if right and label in {meaning(code) for code in wanted} else 0.1 for label in labels]

    return judge


def test_the_likeliest_code_of_the_likeliest_root_is_coded():
    coder = Coder(second_reader=EntailmentReader(believes({"11", "111"})))
    (event,) = coder.events(Story("s", DAY, TEXT))
    assert (event.triple, event.reader) == (("DNK", "111", "PER"), "second reader")


def test_below_the_threshold_nothing_is_coded():
    assert Coder(second_reader=EntailmentReader(believes({"11"}), threshold=0.95)).events(Story("s", DAY, TEXT)) == []


def test_a_folder_without_a_model_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no config.json here"):
        EntailmentReader.load(tmp_path)


def random_model(folder, names):
    """A tiny cross-encoder with random weights."""
    transformers = pytest.importorskip("transformers", reason="the extra [nli] is not installed")
    pytest.importorskip("torch", reason="the extra [nli] is not installed")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"denmark peru asks what does to : . another actor".split()]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=len(names), id2label=dict(enumerate(names)), label2id={name: n for n, name in enumerate(names)},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_model_of_the_user_s_is_read_from_its_folder(tmp_path):
    reader = EntailmentReader.load(random_model(tmp_path, ["contradiction", "neutral", "entailment"]), threshold=0.0)
    events = Coder(second_reader=reader).events(Story("s", DAY, TEXT))
    assert {(event.actor, event.target) for event in events} <= {("DNK", "PER"), ("PER", "DNK")}
    assert events and all(event.reader == "second reader" for event in events)


def test_a_model_for_something_else_is_refused(tmp_path):
    with pytest.raises(ValueError, match="none of its classes is called entailment"):
        EntailmentReader.load(random_model(tmp_path, ["good", "bad"]))
