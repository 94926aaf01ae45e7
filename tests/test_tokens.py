"""Documents, words and the tree they make."""

import pytest

from eventcode.coding.trees.pieces import WINDOW
from eventcode.coding.trees.tokens import Doc, Token

# The words, each with its head and its relation; white space stands between the sentences.
WORDS = [
    ("Peru", 3, "nsubj"), ("and", 2, "cc"), ("Chile", 0, "conj"), ("met", 3, "ROOT"), (".", 3, "punct"),
    (" ", 4, "dep"), ("All", 7, "nsubj"), ("left", 7, "ROOT"),
]  # fmt: skip


@pytest.fixture
def doc():
    text = "Peru and Chile met.  All left"
    places = [0, 5, 9, 15, 18, 20, 21, 25]
    blanks = [" ", " ", " ", "", " ", "", " ", ""]
    told = zip(places, WORDS, blanks, strict=True)
    tokens = [Token(i, at, word, blank) for i, (at, (word, _, _), blank) in enumerate(told)]
    for token, (_, head, dep) in zip(tokens, WORDS, strict=True):
        token.hang(tokens[head], dep, "X")
    return Doc(text, tokens, [0, 6])


def test_sentences_hold_their_words_and_text(doc):
    assert [(sentence.text, sentence.root.text) for sentence in doc.sents] == [
        ("Peru and Chile met.  ", "met"), ("All left", "left")
    ]  # fmt: skip
    assert [token.text for token in doc if token.is_sent_start] == ["Peru", "All"]


def test_a_tree_is_walked_up_and_down(doc):
    peru, chile, met = doc[0], doc[2], doc[3]
    assert list(map(str, met.subtree)) == ["Peru", "and", "Chile", "met", ".", " "]
    assert list(map(str, doc[1].ancestors)) == ["Chile", "Peru", "met"]
    assert peru.conjuncts == (chile,) and chile.conjuncts == (peru,)
    assert chile.left_edge is doc[1] and met.lefts == [peru]
    assert met.is_ancestor(chile) and not chile.is_ancestor(met)


def test_a_tree_may_be_as_deep_as_the_window_of_the_parser():
    tokens = [Token(i, 2 * i, "x", " ") for i in range(WINDOW)]
    for token in tokens:
        token.hang(tokens[max(token.i - 1, 0)], "nmod", "NOUN")
    doc = Doc("x " * WINDOW, tokens, [0])
    assert list(doc[0].subtree) == tokens and doc[0].left_edge is doc[0] and doc.sents[0].root is doc[0]
    assert len(list(doc[-1].ancestors)) == WINDOW - 1


def test_a_neighbour_may_stand_in_the_next_sentence_but_not_before_the_text(doc):
    assert doc[4].nbor(2) is doc[6] and doc[6].nbor(-1) is doc[5]
    for outside in (lambda: doc[0].nbor(-1), lambda: doc[7].nbor()):
        with pytest.raises(IndexError):
            outside()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(0, 4, "Peru"), (2, 10, "Peru and Chile"), (4, 8, "and"), (5, 9, "and"), (27, 40, None), (-3, 2, None)],
)
def test_words_that_characters_have_a_part_in(doc, start, end, words):
    found = doc.sents[0].covering(start, end)
    assert (found.text if found is not None else None) == words


def test_parts_of_a_sentence_count_from_its_start(doc):
    sentence = doc.sents[1]
    assert (sentence[0].text, sentence[-1].text, sentence[1:].text, len(sentence[5:])) == ("All", "left", "left", 0)
    assert sentence.covering(0, 3).text == "All" and sentence.start_char == 21
