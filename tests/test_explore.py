"""What a notebook shows: events as HTML and text; judging them, the file of corrections, and the workbench's keys."""

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from eventcode import Event, Evidence, Lexicon, Story
from eventcode.event import Near
from eventcode.explore import EventList, Review, show
from eventcode.explore.adjudication import TwoCodings
from eventcode.explore.blind import shown
from eventcode.explore.corrections import CorrectionsError, read_corrections, read_gold
from eventcode.explore.display import SHOWN, events_html, sentence_html, stretches
from eventcode.explore.judging import InvalidEvent, checked, strange_parts

DAY = datetime.date(2019, 5, 13)
GOLD = Path(__file__).resolve().parent.parent / "data" / "gold" / "own"


def event(story="s", sentence="Russia condemned Turkey on Friday.", actor="Russia RUS", target="Turkey TUR",
          act="condemned 111", date="2019-05-10", number=0):  # fmt: skip
    """An event of a sentence with its evidence, each part given as words and code."""
    parts = {"actor": actor.rsplit(" ", 1), "target": target.rsplit(" ", 1), "action": act.rsplit(" ", 1)}
    evidence = [
        Evidence(part, sentence.index(words), sentence.index(words) + len(words), words, "somewhere.csv:7", code)
        for part, (words, code) in parts.items()
    ]
    if "on Friday" in sentence:
        at = sentence.index("on Friday")
        evidence.append(Evidence("date", at, at + 9, "on Friday", "dates", date))
    codes = (parts[part][1] for part in ("actor", "action", "target"))
    day = datetime.date.fromisoformat(date)
    return Event(story, number, day, *codes, sentence=sentence, evidence=tuple(evidence))


class FakeCoder:
    """Codes "A condemned B." as 111 between the codes A and B, sentence by sentence, and nothing else."""

    lexicon = Lexicon.default()
    action = "111"

    def stream(self, stories):
        for story in stories:
            yield story, list(self._events(story))

    def nearly(self, text, date, dateline=""):
        near = Near(0, 3, 7, "010", "said", lacks="a target", unknown=("Freedonian Front",))
        return [near] if " said" in text else []

    def with_lexicon(self, lexicon):
        other = type(self)()
        other.lexicon = lexicon
        return other

    def _events(self, story):
        for number, sentence in enumerate(part.strip() + "." for part in story.text.split(".") if part.strip()):
            if " condemned " in sentence:
                actor, target = sentence.removesuffix(".").split(" condemned ")
                codes = f"{actor} {actor}", f"{target} {target}", f"condemned {self.action}"
                yield event(story.id, sentence, *codes, date=story.date.isoformat(), number=number)


def story(text, id="one", dateline=""):
    return Story(id, DAY, text, dateline=dateline)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "corrections.jsonl"


@pytest.fixture
def review(file):
    stories = [story("RUS condemned TUR.", "one", "MOSCOW"), story("FRA condemned DEU. It rained.", "two")]
    return Review(file, FakeCoder(), stories)


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


# Events as HTML and text ----------------------------------------------------------------------------------------------


def test_an_event_shows_its_sentence_tuple_and_reasons():
    html = event()._repr_html_()
    for part in ("Russia", "RUS", "condemned", "111", "TUR", "2019-05-10", "Criticize or denounce", "somewhere.csv:7"):
        assert part in html
    assert 'title="actor: RUS [somewhere.csv:7]"' in html


def test_what_comes_from_a_text_or_a_dictionary_is_escaped():
    nasty = '<script>alert("x")</script>'
    made = event(sentence=f"{nasty} condemned B & C.", actor=f"{nasty} RUS", target="B & C TUR")
    made = replace(made, evidence=tuple(replace(item, note=nasty, entry=f"'{nasty}'") for item in made.evidence))
    made = replace(made, actor=nasty, action='"><b>', date_precision="<i>")
    html = events_html([made, made])
    assert "<script" not in html and "<b>" not in html and "<i>)" not in html
    assert "B &amp; C" in html


def test_html_asks_for_nothing_from_elsewhere_and_is_no_formula():
    html = events_html([event(sentence="Russia condemned Turkey for $5 and $6.")])
    assert "http" not in html and "<link" not in html and "<style" not in html and "url(" not in html
    assert "mathjax_ignore" in html


def test_a_list_shows_each_sentence_once():
    both = [event(), event(actor="Turkey TUR", target="Russia RUS")]
    html = show(both)._repr_html_()
    assert html.count("on Friday") == 3  # in the sentence, and among the reasons of each event
    assert html.count("<details>") == 1


def test_a_list_as_text_is_one_line_an_event():
    shown = show([event(), event()])
    assert repr(shown) == "\n".join(["2019-05-10 RUS 111 TUR  Criticize or denounce"] * 2)
    assert repr(show([])) == "no event" and "no event" in show([])._repr_html_()
    assert isinstance(shown[:1], EventList) and isinstance(shown[0], Event)
    assert show(event()) == [event()]


def test_a_long_list_is_cut_and_counted():
    html = show([event(number=number) for number in range(SHOWN + 7)])._repr_html_()
    assert "and 7 more events" in html and html.count("<details>") == SHOWN


def test_an_event_without_evidence_or_known_code_shows_itself():
    bare = Event("s", 0, DAY, "RUS", "nonsense", "TUR", sentence="Something.")
    assert "carries no evidence" in bare._repr_html_()


def test_stretches_tell_actor_target_act_and_time_and_never_cross():
    found = stretches(event().sentence, [event()])
    assert [(one.part, one.codes) for one in found] == [
        ("actor", ("RUS",)), ("act", ("111",)), ("target", ("TUR",)), ("time", ()),
    ]  # fmt: skip
    item = Evidence("date", 3, 12, "", "dates", "")
    crossing = replace(event(), evidence=(*event().evidence, item))
    assert len(stretches(event().sentence, [crossing])) == 4


def test_the_event_in_focus_stands_out():
    one, other = event(), event(actor="Turkey TUR", target="Russia RUS", act="on Friday 190")
    found = {one.start: one for one in stretches(one.sentence, [one, other], focus=other)}
    assert found[0].part == "target" and not found[0].faint
    assert found[7].faint  # condemned is the first event's act
    assert sentence_html(one.sentence, [one, other], focus=other).count("border-bottom:1px double") == 1


# What a gold event must be --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("2019-02-30", "RUS", "111", "TUR"), "date: .*2019-05-13"),
        (("03/04/2019", "RUS", "111", "TUR"), "date: "),
        (("2019-05-14", "RUS", "111", "TUR"), "after the story of 2019-05-13"),
        (("2019-05-13", "", "111", "TUR"), "actor: it is empty"),
        (("2019-05-13", "Russia", "111", "TUR"), "three capitals"),
        (("2019-05-13", "RUS", "", "TUR"), "code: it is empty"),
        (("2019-05-13", "RUS", "1199", "TUR"), "unknown CAMEO code '1199'"),
        (("2019-05-13", "RUS", "11", "TUR"), "11 is a root; write 110"),
        (("2019-05-13", "RUS", "111", "RUS"), "an event has two sides"),
    ],
)
def test_what_is_no_event_is_refused_in_words(parts, words):
    with pytest.raises(InvalidEvent, match=words):
        checked(*parts, published=DAY)


def test_what_is_entered_is_tidied():
    assert checked(" 13 May 2019 ", " RUS", "112 Accuse", "---REB ") == ("2019-05-13", "RUS", "112", "---REB")


def test_strange_actor_codes_are_told():
    lexicon = Lexicon.default()
    assert strange_parts(("2019-05-13", "RUSGOV", "111", "---REB"), lexicon) == []
    assert strange_parts(("2019-05-13", "RXXGOV", "111", "TUR"), lexicon) == ["RXX"]


# Review ---------------------------------------------------------------------------------------------------------------


def test_stories_become_sentences_also_those_without_events(review):
    assert [(sentence.text, len(sentence.cases)) for sentence in review.sentences] == [
        ("RUS condemned TUR.", 1), ("FRA condemned DEU.", 1), ("It rained.", 0),
    ]  # fmt: skip
    assert review.sentences[0].id == "one"  # a story of one sentence keeps its id
    assert {sentence.id.startswith("two-") for sentence in review.sentences[1:]} == {True}


def test_accepting_is_saved_at_once_as_a_gold_line(review, file):
    assert not file.exists()
    review.accept("one", 0)
    (line,) = lines(file)
    event = ["2019-05-13", "RUS", "111", "TUR"]
    assert line == {
        "id": "one", "date": "2019-05-13", "dateline": "MOSCOW", "text": "RUS condemned TUR.", "events": [event],
        "review": [["accepted", event, event]], "open": 0,
    }  # fmt: skip


def test_correcting_rejecting_adding_and_taking_back(review, file):
    assert review.correct("one", 0, code="112", target="UKR") == ("2019-05-13", "RUS", "112", "UKR")
    assert review.sentence("one").cases[0].decision == "corrected"
    review.add("one", "2019-05-12", "TUR", "130", "RUS")
    assert review.sentence("one").gold == (("2019-05-13", "RUS", "112", "UKR"), ("2019-05-12", "TUR", "130", "RUS"))
    review.reject("one", 0)
    review.reject("one", 1)  # the reader's own event is taken out
    assert lines(file)[-1]["events"] == [] and len(review.sentence("one").cases) == 1
    review.undo("one", 0)
    assert lines(file)[-1] == {**lines(file)[0], "events": [], "review": [], "open": 1}


def test_a_correction_to_what_was_coded_is_an_acceptance(review):
    review.correct("one", 0, code="112")
    review.correct("one", 0, code="111")
    assert review.sentence("one").cases[0].decision == "accepted"


def test_what_is_refused_is_not_saved(review, file):
    for wrong in ({"code": "1199"}, {"date": "2020-01-01"}, {"actor": "TUR"}):
        with pytest.raises(InvalidEvent):
            review.correct("one", 0, **wrong)
    with pytest.raises(InvalidEvent, match="already"):
        review.add("one", "2019-05-13", "RUS", "111", "TUR")
    with pytest.raises(TypeError, match="no place; its parts are date, actor, code, target"):
        review.correct("one", 0, place="Moscow")
    with pytest.raises(InvalidEvent, match="holds events"):
        review.confirm_silent("one")
    with pytest.raises(KeyError, match="no sentence 'none'"):
        review.accept("none", 0)
    assert not file.exists()


def test_what_cannot_be_saved_does_not_look_saved(tmp_path):
    review = Review(tmp_path / "folder", FakeCoder(), [story("RUS condemned TUR.")])
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        review.accept("one", 0)
    assert review.sentence("one").cases[0].decision == ""


def test_a_sentence_without_events_is_agreed_to(review, file):
    silent = review.sentences[2].id
    review.confirm_silent(silent)
    assert review.agreement().silent == 1 and lines(file)[-1]["open"] == 0
    review.undo(silent)
    assert review.agreement().silent == 0 and lines(file)[-1]["open"] == 1
    review.add(silent, DAY, "RUS", "190", "UKR")
    assert [gold["text"] for gold in read_gold(file)] == ["It rained."]


def test_typed_text_is_coded_once(review):
    (typed,) = review.code(" USA condemned IRN. ", DAY)
    review.accept(typed.id, 0)
    (again,) = review.code("USA condemned IRN.", DAY)
    assert again.id == typed.id and again.cases[0].decision == "accepted"
    assert len(review.sentences) == 4
    with pytest.raises(InvalidEvent, match="empty"):
        review.code("  ", DAY)


def test_agreement_counts_and_grows(review):
    assert str(review.agreement()) == "nothing judged yet, 2 events open"
    assert review.agreement().share is None
    review.accept("one", 0)
    review.correct(review.sentences[1].id, 0, code="112", actor="BEL")
    agreement = review.agreement()
    assert (agreement.accepted, agreement.corrected, agreement.open, agreement.share) == (1, 1, 0, 0.5)
    assert agreement.parts == (("actor", 1), ("code", 1))
    assert str(agreement) == "1 of 2 accepted (50%), 1 corrected, 0 rejected, 0 added, 0 open"


def test_find_filters_by_words_codes_and_decisions(review):
    review.accept("one", 0)
    assert [sentence.text for sentence, _ in review.find("11")] == ["RUS condemned TUR.", "FRA condemned DEU."]
    assert review.find("19") == []  # a number is a code, not a part of a date
    assert [(sentence.id, number) for sentence, number in review.find("moscow denounce")] == [("one", 0)]
    assert [sentence.text for sentence, _ in review.find(decision="accepted")] == ["RUS condemned TUR."]
    assert [number for _, number in review.find(decision="")] == [0, None]
    assert len(review.find()) == 3


def test_what_the_reader_is_unsure_of_is_open_and_no_gold(review, file):
    review.put_off("one", 0)
    review.put_off(review.sentences[2].id)
    agreement = review.agreement()
    assert (agreement.unsure, agreement.open, agreement.judged) == (2, 1, 0)
    assert read_gold(file) == []
    again = Review(file, FakeCoder())
    assert [decision for one in again.sentences for _, decision in one.decisions] == ["unsure", "unsure"]
    again.accept("one", 0)
    assert len(read_gold(file)) == 1


def test_notes_are_kept_and_found(review, file):
    review.write_note("one", " ask Anna ")
    assert [one.id for one, _ in Review(file, FakeCoder()).find("anna")] == ["one"]
    assert lines(file)[-1]["note"] == "ask Anna" and lines(file)[-1]["open"] == 1
    review.write_note("one", "")
    assert "note" not in lines(file)[-1]


def test_a_sentence_stands_in_its_story(review):
    assert review.sentences[2].context == ("FRA condemned DEU.", "")


def test_find_orders_by_confidence(file):
    class Doubting(FakeCoder):
        def _events(self, story):
            return [replace(one, confidence=0.9 - number / 2) for number, one in enumerate(super()._events(story))]

    review = Review(file, Doubting(), [story("RUS condemned TUR. FRA condemned DEU. It rained.")])
    assert [number is None for _, number in review.find(order="least sure first")] == [False, False, True]
    surest, least = (review.find(order=order)[0][0].text for order in ("surest first", "least sure first"))
    assert (surest, least) == ("RUS condemned TUR.", "FRA condemned DEU.")


def test_what_is_typed_to_try_something_is_apart(review, file):
    (typed,) = review.code("USA condemned IRN.", DAY)
    review.accept(typed.id, 0)
    assert review.agreement().judged == 0 and review.agreement(scratch=True).accepted == 1
    assert [one.id for one, _ in Review(file, FakeCoder()).find(scratch=True)] == [typed.id]
    assert read_gold(file) == [] and len(read_gold(file, scratch=True)) == 1


# Judging before seeing ------------------------------------------------------------------------------------------------


@pytest.fixture
def blind(file):
    return Review(file, FakeCoder(), [story("RUS condemned TUR.", "one"), story("It rained.", "two")], blind=True)


def test_the_coders_events_are_kept_back_until_the_reader_has_judged(blind, file):
    assert blind.sentence("one").cases == () and blind.find("RUS 111") == []
    assert blind.agreement().open == 2 and blind.nearly("one") == []
    blind.add("one", DAY, "RUS", "112", "TUR")
    assert lines(file)[-1] == {**lines(file)[-1], "events": [], "open": 1, "blind": [[str(DAY), "RUS", "112", "TUR"]]}
    assert Review(file, FakeCoder(), blind=True).sentence("one").cases[0].shown[2] == "112"
    blind.accept("one", 0)
    (case,) = blind.sentence("one").cases
    assert (case.coded[2], case.gold[2], case.decision) == ("111", "112", "corrected")
    blind.undo("one", 0)  # what was said before seeing stays on record
    assert blind.sentence("one").cases[0].coded and lines(file)[-1]["blind"][0][2] == "112"


def test_saying_that_there_is_nothing_shows_what_was_coded(blind):
    blind.confirm_silent("one")
    blind.confirm_silent("two")
    assert [case.decision for case in blind.sentence("one").cases] == ["rejected"] and blind.sentence("two").silent
    found = blind.blind_agreement()
    assert (found.sentences, found.said, found.coded, found.both, found.f1) == (2, 0, 1, 0, 0)
    with pytest.raises(InvalidEvent, match="stays open"):
        Review(blind.path.parent / "other.jsonl", FakeCoder(), [story("RUS condemned TUR.")], blind=True).put_off("one")


def test_what_is_said_and_coded_is_paired_by_likeness(blind):
    (sentence,) = Review(blind.path, FakeCoder(), [story("RUS condemned TUR.", "three")]).sentences[:1]
    said = (("2019-05-13", "FRA", "190", "DEU"), ("2019-05-12", "RUS", "111", "TUR"))
    cases = shown(replace(sentence, blind=said)).cases
    assert [(case.decision, case.gold) for case in cases] == [("corrected", said[1]), ("added", said[0])]


# Two people -----------------------------------------------------------------------------------------------------------


def test_two_codings_are_compared_and_settled(tmp_path):
    stories = [story("RUS condemned TUR.", "one"), story("FRA condemned DEU.", "two"), story("It rained.", "three")]
    anna, ben = (Review(tmp_path / f"{name}.jsonl", FakeCoder(), stories) for name in ("anna", "ben"))
    for review in (anna, ben):
        review.accept("one", 0)
    anna.accept("two", 0)
    ben.correct("two", 0, code="112")
    ben.write_note("two", "accuse?")
    anna.confirm_silent("three")
    with pytest.warns(UserWarning, match="1 sentences that only one of anna and ben judged"):
        two = TwoCodings(anna.path, ben.path)
    table = two.agreement()
    assert table.loc["dyad", "agreed"] == 1 and table.loc["tuple", "f1"] == 0.5
    final = Review(tmp_path / "final.jsonl", two=two)
    assert [line["id"] for line in lines(final.path)] == ["one"]  # what both hold needs no judge
    sentence = final.sentence("two")
    assert [case.by for case in sentence.cases] == [("anna",), ("ben",)] and sentence.note == "ben: accuse?"
    final.accept("two", 0)
    final.reject("two", 1)
    assert [line["events"][0][2] for line in read_gold(final.path)] == ["111", "111"]
    with pytest.raises(ValueError, match="no sentence is judged in both"):
        TwoCodings(anna.path, tmp_path / "none.jsonl")


# The reader's own actors ----------------------------------------------------------------------------------------------


def test_an_added_actor_is_proved_kept_and_coded_anew(review, file):
    class Learning(FakeCoder):
        def _events(self, story):
            known = ("freedonian", "front") in self.lexicon.names
            return super()._events(replace(story, text=story.text.replace("Freedonian Front", "FRE" if known else "-")))

    review = Review(file, Learning(), [story("Freedonian Front said so. RUS condemned TUR.", "three")])
    review.accept(review.find("RUS")[0][0].id, 0)
    with pytest.raises(InvalidEvent, match="my_actors.csv:2"):
        review.add_actor("Freedonian Front", "freb")
    assert not review.actors.exists()
    (id,) = review.add_actor("Freedonian Front; FFR", "FREREB", "2019-01-01")
    assert review.actors.read_text() == "names,code,from,until,note\nFreedonian Front; FFR,FREREB,2019-01-01,,\n"
    assert id in [sentence.id for sentence in review.sentences] and review.agreement().accepted == 1
    review.add_actor("Front of Sylvania", "SYLREB")
    assert len(review.actors.read_text().splitlines()) == 3
    assert ("freedonian", "front") in Review(file, Learning(), []).coder.lexicon.names


# The file of corrections ----------------------------------------------------------------------------------------------


def test_everything_is_back_when_the_file_is_opened_again(review, file):
    review.correct("one", 0, code="112")
    review.reject(review.sentences[1].id, 0)
    review.confirm_silent(review.sentences[2].id)
    review.add(review.code("USA condemned IRN.", DAY)[0].id, DAY, "IRN", "111", "USA")
    again = Review(file, FakeCoder(), [story("RUS condemned TUR.", "one", "MOSCOW")])
    assert {s.id: s for s in again.sentences} == {s.id: s for s in review.sentences}
    assert again.agreement() == review.agreement()
    assert Review(file, FakeCoder()).agreement() == review.agreement()


def test_of_several_lines_the_last_counts(review, file):
    review.accept("one", 0)
    review.correct("one", 0, code="112")
    assert len(lines(file)) == 2 and len(read_corrections(file)) == 1
    assert read_gold(file) == [
        {"id": "one", "date": "2019-05-13", "dateline": "MOSCOW", "text": "RUS condemned TUR.",
         "events": [["2019-05-13", "RUS", "112", "TUR"]]}
    ]  # fmt: skip


def test_decisions_survive_another_coder(review, file):
    review.correct("one", 0, code="112")
    better = FakeCoder()
    better.action = "112"
    (case,) = Review(file, better).sentences[0].cases
    assert (case.coded, case.decision) == (("2019-05-13", "RUS", "112", "TUR"), "accepted")
    worse = FakeCoder()
    worse.action = "190"
    cases = Review(file, worse).sentences[0].cases
    assert [(case.shown[2], case.decision) for case in cases] == [("190", ""), ("112", "added")]


def test_a_judged_text_stays_one_sentence_though_the_coder_splits_it(file):
    silent = Review(file, FakeCoder(), [story("It rained. It snowed.")])
    silent.add("one", DAY, "RUS", "190", "UKR")
    line = lines(file)[0]
    file.write_text(json.dumps({**line, "text": "It rained. RUS condemned TUR."}) + "\n")
    (sentence,) = Review(file, FakeCoder()).sentences
    assert [case.decision for case in sentence.cases] == ["", "added"]
    actor = next(item for item in sentence.events[0].evidence if item.part == "actor")
    assert sentence.text[actor.start : actor.end] == "RUS"


def test_a_last_line_without_an_end_is_not_run_together(review, file):
    review.accept("one", 0)
    file.write_bytes(file.read_bytes().rstrip())
    review.reject("one", 0)
    assert len(lines(file)) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ":2: "),
        ("[]", "JSON object"),
        ('{"id": "a", "date": "2019-05-13", "text": "x"}', "no list of events"),
        ('{"id": "a", "date": "soon", "text": "x", "events": []}', "soon"),
        ('{"id": "", "date": "2019-05-13", "text": "x", "events": []}', "no id"),
        ('{"id": "a", "date": "2019-05-13", "text": "x", "events": [["2019-05-13", "RUS", 1, "TUR"]]}', "is no event"),
        ('{"id": "a", "date": "2019-05-13", "text": "x", "events": [["2019-05-13", "RUS", "999", "TUR"]]}', "unknown"),
        ('{"id": "a", "date": "2019-05-13", "text": "x", "events": [], "review": [["maybe", null, null]]}', "decision"),
    ],
)
def test_a_broken_line_is_told_with_its_place(file, line, words):
    file.parent.mkdir()
    file.write_text(f"\n{line}\n")
    with pytest.raises(CorrectionsError, match=words) as error:
        Review(file, FakeCoder())
    assert "corrections.jsonl:2" in str(error.value) and "mend the line" in str(error.value)


@pytest.mark.parametrize("part", ["develop", "measure"])
def test_gold_lines_of_other_hands_can_be_opened(part):
    gold = read_corrections(GOLD / f"early-{part}.jsonl")
    assert gold and all(line["open"] == 0 for line in gold.values())


def test_gold_of_other_hands_meets_the_coder(file):
    file.parent.mkdir()
    events = [["2019-05-13", "RUS", "111", "TUR"], ["2019-05-13", "TUR", "190", "RUS"]]
    gold = {"id": "g", "date": "2019-05-13", "dateline": "", "text": "RUS condemned TUR.", "events": events}
    file.write_text(json.dumps(gold) + "\n")
    assert [case.decision for case in Review(file, FakeCoder()).sentences[0].cases] == ["accepted", "added"]


# The workbench, without a browser -------------------------------------------------------------------------------------


@pytest.fixture
def bench(file):
    pytest.importorskip("ipywidgets")
    from eventcode.explore import Workbench

    stories = [story("RUS condemned TUR.", "one"), story("FRA condemned DEU. It rained.", "two")]
    return Workbench(FakeCoder(), file, "2019-05-13", stories)


def press(bench, keys):
    for key in keys:
        bench._press(key)


def decisions(bench):
    return [case.decision for sentence in bench.review.sentences for case in sentence.cases]


def test_keys_judge_and_go_on(bench):
    press(bench, "ar")
    assert decisions(bench) == ["accepted", "rejected"]
    press(bench, "a")
    assert bench.review.sentences[2].silent
    press(bench, "uuu")
    assert decisions(bench) == ["", ""] and not bench.review.sentences[2].silent
    press(bench, "u")
    assert "nothing to take back" in bench._message.value


def test_the_form_corrects_and_adds(bench, file):
    press(bench, "c")
    form = bench._form
    form.fields["code"].value = "11"
    bench._save({part: field.value for part, field in form.fields.items()})
    assert "is a root" in form.complaint.value and not file.exists()
    form.fields["code"].value = "112 Accuse"
    bench._save({part: field.value for part, field in form.fields.items()})
    assert lines(file)[-1]["events"] == [["2019-05-13", "RUS", "112", "TUR"]]
    press(bench, "m")
    bench._save({"date": "2019-05-13", "actor": "TUR", "code": "111", "target": "ZZZ"})
    assert len(lines(file)[-1]["events"]) == 2
    assert "ZZZ stands in no dictionary" in bench._message.value


def test_digits_unsure_and_escape(file):
    pytest.importorskip("ipywidgets")
    from eventcode.explore import Workbench

    class Twice(FakeCoder):
        def _events(self, story):
            for one in super()._events(story):
                yield from (one, replace(one, action="112"))

    bench = Workbench(Twice(), file, "2019-05-13", [story("RUS condemned TUR.")])
    press(bench, "2s")
    assert decisions(bench) == ["", "unsure"] and bench._place == ("one", 0)
    press(bench, "9c")
    assert bench._place == ("one", 0) and bench._form.is_open
    bench._press("Escape")
    assert not bench._form.is_open
    assert bench._keys.buttons["reject"].description == "Reject · r"


def test_judging_before_seeing_in_the_workbench(file):
    pytest.importorskip("ipywidgets")
    from eventcode.explore import Workbench

    bench = Workbench(FakeCoder(), file, DAY, [story("RUS condemned TUR.")], blind=True)
    assert "111" not in bench._sentence.value + bench._reasons.value + str(bench._browser.list.options)
    assert bench._keys.buttons["accept"].description == "That is all: show · a" and bench._browser.order.disabled
    press(bench, "m")
    bench._save({"date": "2019-05-13", "actor": "RUS", "code": "190", "target": "TUR"})
    press(bench, "u")
    assert decisions(bench) == []
    press(bench, "m")
    bench._save({"date": "2019-05-13", "actor": "RUS", "code": "112", "target": "TUR"})
    press(bench, "a")
    assert decisions(bench) == ["corrected"] and "are shown: corrected" in bench._message.value
    assert "1 events said, 1 coded, 0 the same" in bench._agreement.value
    bench._blind.value = False
    assert not bench.review.blind


def test_a_field_finds_acts_and_actors_by_words(bench):
    press(bench, "c")
    code, actor = bench._form.fields["code"], bench._form.fields["actor"]
    code.hear(code, {"kind": "asked", "text": "accuse"})
    assert code.found[0] == ["112", "112 Accuse"]
    code.hear(code, {"kind": "entered", "text": "accuse"})  # the first that is found; nothing is saved yet
    assert code.value == code.shown[0] == "112" and "112 Accuse" in bench._form.meaning.value
    actor.hear(actor, {"kind": "asked", "text": "guaid"})
    assert actor.found[0][0] == "VENOPP"
    actor.hear(actor, {"kind": "picked", "text": "VENOPP"})
    code.hear(code, {"kind": "entered", "text": "112"})
    assert bench.review.sentences[0].gold == (("2019-05-13", "VENOPP", "112", "TUR"),)


def test_what_was_nearly_coded_is_told_and_its_actor_added(file):
    pytest.importorskip("ipywidgets")
    from eventcode.explore import Workbench

    bench = Workbench(FakeCoder(), file, DAY, ["Freedonian Front said so."])
    assert "lacks a target" in bench._nearly.value
    (button,) = bench._names.children
    assert button.description == "Add actor Freedonian Front…"
    button.click()
    assert bench._actor_form.fields["names"].value == "Freedonian Front"
    bench._add_actor({"names": "Freedonian Front", "code": "free", "start": "", "until": ""})
    assert "my_actors.csv:2" in bench._actor_form.complaint.value
    bench._add_actor({"names": "Freedonian Front", "code": "FREREB", "start": "", "until": ""})
    assert "1 sentences coded anew" in bench._message.value and bench.review.actors.exists()


def test_notes_in_the_workbench(bench, file):
    bench._write_note("ask Anna")
    assert lines(file)[-1]["note"] == "ask Anna"
    press(bench, "n")
    assert bench._note.text.value == ""


def test_two_people_in_the_workbench(bench, file, tmp_path):
    from eventcode.explore import Workbench

    for name, code in (("anna", "111"), ("ben", "112")):
        Review(tmp_path / f"{name}.jsonl", FakeCoder(), [story("RUS condemned TUR.")]).correct("one", 0, code=code)
    two = Workbench(corrections=file, coders=(tmp_path / "anna.jsonl", tmp_path / "ben.jsonl"))
    assert "anna and ben on 1 sentences" in two._agreement.value
    press(two, "ar")
    assert read_gold(file)[0]["events"] == [["2019-05-13", "RUS", "111", "TUR"]]


def test_typing_and_filtering(bench):
    bench._code("USA condemned IRN.", "2019-05-13", "")
    assert bench._browser.list.value == (bench.review.sentences[-1].id, 0)
    bench._browser.scratch.value, bench._browser.words.value = False, "FRA"
    assert [label[:22] for label, _ in bench._browser.list.options] == ["○ 2019-05-13 FRA 111 D"]
    bench._code("USA condemned IRN.", "soon", "")
    assert "date: " in bench._message.value


def test_a_workbench_shows_itself_without_widgets_too(bench):
    bundle = bench._repr_mimebundle_()
    assert bundle["text/plain"] == repr(bench)
    told = "Workbench of 3 sentences: nothing judged yet, 2 events open; corrections in corrections.jsonl"
    assert repr(bench) == told
    assert "condemned" in bundle["text/html"]


def test_what_a_workbench_is_given(file, tmp_path):
    pytest.importorskip("ipywidgets")
    from eventcode.explore import Workbench

    empty = Workbench(FakeCoder(), file)
    assert empty.review.sentences == [] and empty._place is None
    press(empty, "arcmunpsw1")
    path = tmp_path / "stories.csv"
    path.write_text("id,date,text\na,2019-05-13,RUS condemned TUR.\nb,2019-13-13,Broken.\n")
    with pytest.warns(UserWarning, match="date"):
        assert [sentence.id for sentence in Workbench(FakeCoder(), file, stories=path).review.sentences] == ["a"]
    typed = Workbench(FakeCoder(), file, DAY, ["RUS condemned TUR."])
    typed._code("RUS condemned TUR.", "2019-05-13", "")
    assert len(typed.review.sentences) == 1
