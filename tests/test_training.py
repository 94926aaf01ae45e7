"""The parser's training: reading treebanks, template sentences, variants, scoring, and a run of a few steps."""

import random
from itertools import product

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from eventcode.coding.trees import decoding, lemmas
from eventcode.coding.trees.parser import english
from eventcode.training import (
    adjuncts,
    base,
    clauses,
    deeds,
    evaluate,
    grammar,
    headlines,
    quotes,
    relatives,
    templates,
    treebanks,
)
from eventcode.training.augment import end_in_abbreviation, vary, without_stop
from eventcode.training.conllu import groups, read_conllu, to_doc
from eventcode.training.phrases import Phrases

CONTRACTION = """\
# newdoc id = letter
# sent_id = 1
# text = They didn't meet "him".
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tVerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
3.1\tgap\tgap\tNOUN\tNN\t_\t_\t_\t_\t_
4\tmeet\tmeet\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
5\t"\t"\tPUNCT\t``\t_\t6\tpunct\t_\tSpaceAfter=No
6\thim\the\tPRON\tPRP\tCase=Acc\t4\tobj\t_\tSpaceAfter=No
7\t"\t"\tPUNCT\t''\t_\t6\tpunct\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""
PLAIN = """\
# sent_id = 2
1\tTroops\ttroop\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\tVerbForm=Fin\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path):
    for name in ("ewt-train", "gum-train", "gum-more", "pud-wiki", "ewt-dev", "gum-dev"):
        (tmp_path / f"{name}.conllu").write_text((CONTRACTION + PLAIN) * 6, encoding="utf-8")
    return tmp_path


def tree(sentence):
    """Words with their label and head, as the tests below write them."""
    forms = [word.form for word in sentence.words]
    return {f"{w.form} {w.deprel} {forms[w.head - 1] if w.head else '-'}" for w in sentence.words}


def test_contractions_keep_their_spacing(treebank):
    first, second, *_ = read_conllu(treebank / "ewt-train.conllu")
    assert first.text == "They didn't meet \"him\"."
    assert [word.form for word in first.words][:3] == ["They", "did", "n't"]
    assert (first.document, second.document) == ("letter", "letter")


def test_a_doc_matches_the_tokenizer_and_keeps_the_tree(treebank):
    nlp = spacy.blank("en")
    doc = to_doc(nlp.vocab, read_conllu(treebank / "ewt-train.conllu")[:2])
    assert doc.text == "They didn't meet \"him\". Troops left. "
    assert [t.text for t in nlp.make_doc(doc.text.strip())] == [t.text for t in doc]
    assert [t.head.text for t in doc][:4] == ["meet", "meet", "meet", "meet"]
    assert [sent.root.text for sent in doc.sents] == ["meet", "left"]


@pytest.mark.parametrize(("line", "message"), [
    ("1\tToo\tfew\tcolumns", "x.conllu:1: 4 columns"),
    ("1\tA\ta\tDET\tDT\t_\tx\tdet\t_\t_", "x.conllu:1: the head 'x'"),
    ("1\tA\ta\tDET\tDT\t_\t9\tdet\t_\t_", "x.conllu:1: head 9"),
])
def test_a_broken_line_is_named(tmp_path, line, message):
    path = tmp_path / "x.conllu"
    path.write_text(line + "\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_conllu(path)


def test_runs_never_cross_documents(treebank):
    sentences = read_conllu(treebank / "ewt-train.conllu")
    runs = list(groups(sentences, random.Random(1)))
    assert sum(len(run) for run in runs) == len(sentences)
    assert max(len(run) for run in runs) <= 4
    assert all(len({s.document for s in run}) == 1 for run in runs)


def test_template_sentences_are_trees_in_the_treebanks_labels():
    made = templates.sentences(random.Random(3), words=6000)
    labels = {word.deprel for sentence in made for word in sentence.words}
    assert labels <= {
        "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
        "compound:prt", "conj", "cop", "det", "fixed", "flat", "iobj", "mark", "nmod", "nmod:desc", "nmod:poss",
        "nmod:unmarked", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "parataxis",
        "punct", "root", "xcomp",
    }
    for sentence in made:
        heads = [word.head for word in sentence.words]
        assert heads.count(0) == 1
        for start in range(1, len(heads) + 1):
            seen, place = set(), start
            while place:
                assert place not in seen, f"a circle in: {sentence.text}"
                seen.add(place)
                place = heads[place - 1]


def test_templates_match_the_tokenizer():
    tokenizer = english()
    made = templates.sentences(random.Random(4), words=6000)
    same = [[t.text for t in tokenizer(s.text)] == [w.form for w in s.words] for s in made]
    assert sum(same) / len(same) > 0.99


def test_the_seed_fixes_the_templates():
    def texts(seed):
        return [sentence.text for sentence in templates.sentences(random.Random(seed), words=300)]

    assert texts(5) == texts(5) != texts(6)


@pytest.mark.parametrize(("frame", "arcs"), [
    ("urge Congress to {do}", {"Congress iobj urged", "resign xcomp urged", "to mark resign"}),
    ("order Congress to {do}", {"Congress obj ordered", "resign xcomp ordered"}),
    ("impose sanctions on Congress", {"sanctions obj imposed", "Congress obl imposed", "on case Congress"}),
    ("shoot soldiers =dead", {"soldiers obj shot", "dead xcomp shot"}),
    ("give {actor} weapons", {"Congress iobj gave", "weapons obj gave"}),
    ("turn ~down the offer +from Congress", {"down compound:prt turned", "Congress nmod offer", "offer obj turned"}),
])
def test_frames_compile_to_trees(frame, arcs):
    phrases = Phrases(random.Random(0))
    phrases.frame = lambda subject, depth, inner=False: "resign"
    phrases.chance = lambda share: False
    phrases.slot = lambda slot, depth: grammar.name("Congress")
    node = phrases.clause(grammar.name("Parliament"), frame, "past", 0)
    found = tree(grammar.to_sentence(node))
    assert arcs <= found


def test_the_passive_turns_the_object_round():
    phrases = Phrases(random.Random(0))
    phrases.chance = lambda share: share > 0.5
    node = phrases.clause(grammar.name("Congress"), "free soldiers", "past", 0, passive=True)
    sentence = grammar.to_sentence(node)
    assert sentence.text == "Soldiers were freed by Congress"
    assert {"Soldiers nsubj:pass freed", "Congress obl:agent freed", "were aux:pass freed"} <= tree(sentence)


def drawn(make, *wanted, tries=20000):
    """The tree of the first phrase of a maker that holds all the wanted words."""
    phrases = Phrases(random.Random(0))
    for _ in range(tries):
        sentence = grammar.to_sentence(make(phrases), capital=False)
        if set(wanted) <= {word.form for word in sentence.words}:
            return tree(sentence)
    raise AssertionError(f"no phrase with {wanted}")


def named(phrases, name):
    phrases.name = lambda: grammar.name(name)
    return phrases


def simple_clause(phrases):
    return phrases.clause(grammar.name("Congress"), "resign", "past", 0)


@pytest.mark.parametrize(("make", "wanted", "arcs"), [
    (lambda p: p.ministers(0), ("Presidents", "Kenya"), {"of case Kenya"}),
    (lambda p: p.counterparts(0), ("his", "and", "Foreign"), {"his nmod:poss counterpart", "and cc counterpart"}),
    (lambda p: p.ministers_of(0), ("foreign", "Mali"), {"foreign amod ministers"}),
    (lambda p: p.party(0), ("Highland", "(", "Workers"),
     {"the det Party", "Workers nmod:poss Party", "HWP appos Party", "( punct HWP", ") punct HWP"}),
    (lambda p: p.group(0), ("known", "as", "Mountain", "rebel"),
     {"known acl group", "Tigers obl known", "as case Tigers"}),
    (lambda p: p.group(0), ("bloc", "CEC", "regional"), {"regional amod bloc", "CEC appos bloc"}),
    (lambda p: p.kin(0), ("Tanaka", "the", "opposition", "leader"), {"the det leader", "opposition compound leader"}),
    (lambda p: named(p, "Becker").aged(0), ("54",), {"54 amod Becker"}),
    (lambda p: p.some_of(0), ("one", "of", "rebels"), {"rebels nmod one", "of case rebels", "the det rebels"}),
    (lambda p: deeds.deeds(p, 0), ("rebel", "demands", "that"), {"rebel compound demands"}),
    (lambda p: relatives.gapped(p, 0), ("sanctions", "that", "imposed"),
     {"that obj imposed", "imposed acl:relcl sanctions"}),
    (lambda p: relatives.gapped(p, 0), ("deal", "both", "sides", "signed"),
     {"sides nsubj signed", "both det sides", "signed acl:relcl deal"}),
    (lambda p: relatives.missing(p, p.noun("rebels"), "accuse _ of {act}"), ("accused",), {"accused acl:relcl rebels"}),
    (lambda p: relatives.where(p, grammar.name("Mosul")), ("clashed",), {"where advmod clashed"}),
    (quotes.what_called, ("it", "called", "terror", '"'),
     {"called acl:relcl what", "it nsubj called", "terror xcomp called", '" punct terror'}),
    (quotes.scare_quoted, ("humanitarian",), {"humanitarian amod truce", '" punct humanitarian'}),
    (lambda p: p.clause(p.state(2), "demand that {subjunctive}", "past", 1), ("be", "lifted", "blockade"),
     {"lifted ccomp demanded", "that mark lifted", "blockade nsubj:pass lifted", "be aux:pass lifted"}),
    (lambda p: clauses.tandem(p, 0, "past"), ("shot", "killed", "soldiers"), {"killed conj shot", "and cc killed"}),
    (headlines.headline, ("talks", "peace", "as", "fail"), {"peace compound talks", "talks nsubj fail"}),
    (headlines.headline, ("Kabul", "blast", "kills"), {"Kabul compound blast", "blast nsubj kills"}),
    (lambda p: p.time(), ("late", "Tuesday"), {"Tuesday root -", "late advmod Tuesday"}),
    (lambda p: deeds.things(p, 0), ("raids", "and", "checks", "searches"), {", punct searches"}),
    (lambda p: quotes.predicated(p, 0), ("ally", "close", "was"), {"was cop ally", "close amod ally"}),
    (templates.interrupted, ("said", "he", ","), {", punct said"}),
])
def test_constructions_of_news_have_the_trees_of_the_treebanks(make, wanted, arcs):
    assert arcs <= drawn(make, *wanted)


@pytest.mark.parametrize(("adjoin", "wanted", "arcs"), [
    (adjuncts.opening, ("accused", "of"), {"accused advcl resigned"}),
    (adjuncts.opening, ("backed", "by", "tanks"),
     {"backed advcl resigned", "tanks obl:agent backed", ", punct backed"}),
    (adjuncts.opening, ("having", "signed"), {"signed advcl resigned", "having aux signed"}),
    (adjuncts.marked_gerund, ("after", "being", "freed"),
     {"freed advcl resigned", "after mark freed", "being aux:pass freed"}),
    (adjuncts.closing, ("killing",), {"killing advcl resigned", ", punct killing"}),
    (headlines.dateline, ("CAIRO", "Egypt", "AP"),
     {"CAIRO parataxis resigned", "Egypt nmod:unmarked CAIRO", "AP nmod:unmarked CAIRO"}),
])
def test_adjuncts_hang_on_the_verb(adjoin, wanted, arcs):
    def make(phrases):
        node = simple_clause(phrases)
        adjoin(phrases, node)
        return node

    assert arcs <= drawn(make, *wanted)


def test_the_subjunctive_keeps_its_mood():
    node = Phrases(random.Random(0)).clause(grammar.name("Congress"), "resign", "subjunctive", 0, negated=True)
    assert grammar.to_sentence(node).text == "Congress not resign"
    assert "Mood=Sub" in node.feats


@pytest.mark.parametrize(("frame", "text"), [
    ("give {people} weapons", "soldiers were given weapons by Congress"),
    ("lock ~up soldiers", "soldiers were locked up by Congress"),
    ("shoot soldiers =dead", "soldiers were shot dead by Congress"),
])
def test_passives_of_two_objects_particles_and_results(frame, text):
    phrases = Phrases(random.Random(1))
    phrases.chance = lambda share: False
    phrases.slot = lambda slot, depth: phrases.noun("soldiers")
    node = phrases.clause(grammar.name("Congress"), frame, "past", 0, passive=True)
    assert grammar.to_sentence(node, capital=False).text == text


def test_quoted_words_inside_a_clause_keep_their_small_letter():
    node = simple_clause(Phrases(random.Random(0)))
    node.after.append(quotes.in_quotes(grammar.adjective("barbaric", "xcomp")))
    assert grammar.to_sentence(node).text == 'Congress resigned "barbaric"'


def test_variants_keep_the_tree(treebank):
    sentence = read_conllu(treebank / "ewt-train.conllu")[0]
    texts = {vary(sentence, random.Random(seed)).text for seed in range(60)}
    assert "They didn’t meet “him”." in texts
    assert len(without_stop(sentence.words)) == len(sentence.words) - 1
    for seed in range(20):
        varied = vary(sentence, random.Random(seed)).words
        assert [w.head for w in varied] == [w.head for w in sentence.words][: len(varied)]


def test_pud_is_brought_in_line(tmp_path):
    rows = ["It it PRON PRP _ 3 nsubj:pass", "was be AUX VBD _ 3 aux:pass", "hit hit VERB VBN _ 0 root",
            "by by ADP IN _ 5 case", "rain rain NOUN NN _ 3 obl"]
    text = "".join(f"{i}\t" + row.replace(" ", "\t") + "\t_\t_\n" for i, row in enumerate(rows, 1))
    (tmp_path / "x.conllu").write_text(text + "\n", encoding="utf-8")
    words = treebanks.harmonise(read_conllu(tmp_path / "x.conllu")[0]).words
    assert words[4].deprel == "obl:agent"
    assert "Voice=Pass" in words[2].feats


def test_scores_match_tokens_by_characters():
    here, there = (0, 3), (3, 8)
    verb = evaluate.Arc(None, "root", "VERB", "VBD", "meet")
    noun = evaluate.Arc(here, "obj", "NOUN", "NN", "envoy")
    gold = {here: verb, there: noun}
    scores = evaluate.Scores()
    evaluate.compare(gold, {here: verb, there: noun._replace(label="obl")}, scores)
    assert (scores.uas.f1, scores.las.f1, scores.labels["obj"].f1) == (100.0, 50.0, 0.0)
    evaluate.compare(gold, {(0, 8): verb}, scores)
    assert scores.tokens.right == 2
    assert scores.tokens.gold == 4
    assert scores.tokens.predicted == 3


def test_a_missing_treebank_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="ewt-train.conllu"):
        treebanks.read_treebanks(tmp_path)


@pytest.fixture
def trained(treebank, tmp_path):
    """A parser trained for a moment; the base weights and torch are the extra [train]'s."""
    pytest.importorskip("torch")
    pytest.importorskip(base.PACKAGE)
    from eventcode.training import train

    out = tmp_path / "model"
    train.main([str(treebank), "-o", str(out), "--layers", "1", "--epochs", "2", "--template-share", "0.5"])
    return out


def test_training_runs_and_its_parser_loads(trained, treebank, capsys):
    written = {"parser.onnx", "parser.json", "lemmas.json", "labels.npy", "tokenizer.json"}
    assert {path.name for path in trained.iterdir()} == written
    evaluate.main([str(trained), str(treebank / "ewt-dev.conllu")])
    assert "LAS" in capsys.readouterr().out


def test_a_run_goes_on_from_its_last_epoch(treebank, tmp_path):
    torch = pytest.importorskip("torch")
    pytest.importorskip(base.PACKAGE)
    from eventcode.training import train

    settings = train.Settings(layers=1, epochs=2, template_share=0.3)
    whole, broken = train.prepare(treebank, settings), train.prepare(treebank, settings)
    torch.manual_seed(1)
    train.train_epoch(whole)
    train.save(whole, tmp_path / "run.pt")
    train.resume(broken, tmp_path / "run.pt")
    assert (broken.epoch, broken.step) == (1, whole.step)
    losses = [train.train_epoch(run) for run in (broken,)]
    train.resume(broken, tmp_path / "run.pt")
    assert losses == [train.train_epoch(broken)]
    with pytest.raises(ValueError, match="other options"):
        train.resume(train.prepare(treebank, train.Settings(layers=1, epochs=3)), tmp_path / "run.pt")


def test_base_weights_that_are_not_the_ones_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="eventcode\\[train\\]"):
        base.base_folder(tmp_path)
    for name in base.HASHES:
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(ValueError, match="SHA-256"):
        base.base_folder(tmp_path)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("accused", "accuse"), ("went", "go"), ("Cities", "city"), ("Obama", "Obama"), ("n't", "not"), ("is", "be")],
)
def test_a_lemma_is_an_edit_of_its_word(form, lemma):
    assert lemmas.apply(lemmas.script_of(form, lemma), form) == lemma


@given(st.lists(st.lists(st.floats(-9, 9), min_size=5, max_size=5), min_size=5, max_size=5))
def test_the_best_tree_is_a_tree_and_the_best(rows):
    scores = np.array(rows)
    best = decoding.heads_of(scores.copy())
    trees = (np.array([0, *heads]) for heads in product(range(5), repeat=4))
    weights = [
        scores[[1, 2, 3, 4], heads[1:]].sum()
        for heads in trees if decoding.is_tree(heads) and all(heads[i] != i for i in range(1, 5))
    ]  # fmt: skip
    assert decoding.is_tree(best)
    assert scores[[1, 2, 3, 4], best[1:]].sum() == pytest.approx(max(weights))


def test_sentences_may_end_in_an_abbreviation():
    rng = random.Random(1)
    ends = {tuple(end_in_abbreviation(["They", "left", "."], rng, share=1.0)[2:]) for _ in range(200)}
    assert ("in", "the", "U.S.") in ends
    assert end_in_abbreviation(["They", "left"], rng, share=1.0) == ["They", "left"]
