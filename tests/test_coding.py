"""The walk of a sentence: who, what, when, and the contracts other tools rely on."""

import datetime

import pytest

import eventcode
from eventcode import Mention, Story
from eventcode.coding.coder import Coder

MONDAY = datetime.date(2019, 5, 13)


@pytest.fixture(scope="module")
def coder():
    return Coder(second_reader=None)


def tuples(coder, text, **story):
    return {event.triple for event in coder.events(Story("s", MONDAY, text, **story))}


# --- what, whatever the syntax ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The European Union imposed sanctions on Iran.",
        "Sanctions were imposed on Iran by the European Union.",
        "Iran was hit with sanctions by the European Union.",
        "The European Union, which imposed tough new sanctions on Iran, is based in Brussels.",
        "Sanctions imposed on Iran by the European Union are tough.",
    ],
)
def test_one_frame_finds_an_act_in_every_voice(coder, text):
    assert tuples(coder, text) == {("IGOEUREEC", "163", "IRN")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Britain urged Iran to release the prisoners.", "0253"),
        ("Britain demanded the release of the prisoners by Iran.", "1053"),
        ("Britain demanded that Iran release the prisoners.", "1053"),
        ("Britain urged Iran not to carry out an attack.", "0256"),
        ("Britain said Iran was trying to build a bomb.", "112"),
        ("Britain threatened to impose sanctions on Iran.", "1312"),
        ("Britain refused to negotiate with Iran.", "125"),
        ("Britain rejected an offer by Iran to mediate.", "126"),
        ("Britain agreed to lift sanctions on Iran.", "0354"),
        ("Britain will meet Iran on Tuesday.", "036"),
        ("Britain will attack Iran unless it yields.", "138"),
        ("Britain accused Iran of shelling a hospital.", "1123"),
        ("Britain said Iran must release the prisoners.", "1053"),
        ("Britain said the Iranian raid was illegal.", "111"),
        ("Britain criticised what it called Iran's interference.", "111"),
    ],
)
def test_an_operator_decides_the_code(coder, text, code):
    assert tuples(coder, text) == {("GBR", code, "IRN")}


@pytest.mark.parametrize(
    "text",
    [
        "Britain did not attack Iran.",
        "Britain could attack Iran.",
        "If Britain attacks Iran, prices will rise.",
        "Britain would have attacked Iran.",
        "Iran was attacked.",
        "Britain tried to attack Iran.",
        "Officials said the talks were useful.",
        "The Iranian raid was illegal.",
        "Britain insists that Iran is right.",
        "Britain said Iran was trying to win.",
        "Britain opposed sanctions on Iran.",
        "Britain and Iran will consider a loan.",
        "",
        "?!",
    ],
)
def test_no_event(coder, text):
    assert tuples(coder, text) == set()


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Denmark and Peru each plan to buy ships.", set()),
        ("Denmark expects Peru to withdraw its troops.", set()),
        ("Denmark is seeking a Peruvian painter.", set()),
        ("Danish ministers are looking for a Peruvian painter.", set()),
        ("Danish ministers are due to hold talks with Peru on Friday.", {"DNKGOV 036 PER"}),
        ("Denmark will set up a team for talks with Peru.", {"DNK 036 PER"}),
        ("Denmark warns that Peru is short of food.", set()),
        ("Denmark warned that it will punish Peru.", {"DNK 130 PER"}),
        ("Denmark and Peru are old allies.", set()),
        ("Denmark jailed two Peruvians for attacking a Swedish ship.", {"DNK 173 PER"}),
        ("Two Peruvians accused of planning to attack Denmark smiled.", set()),
        ("A man who allegedly attacked Danish soldiers in Peru smiled.", set()),
        ("Danish troops guarding a Peruvian school sang.", set()),
        ("Denmark, which supports Peru, is cold.", set()),
        ("Denmark issued a statement expressing support for Peru.", {"DNK 051 PER"}),
        ("A Danish plane crashed, killing two Peruvian officials.", set()),
        (
            "A Danish attack on a Swedish base that killed two Peruvian officials drew anger.",
            {"DNK 190 SWEMIL", "DNK 190 PERGOV"},
        ),
        ("The Danish minister toured the Middle East.", set()),
        ("On the last day of the month, Denmark dropped bombs on Peru.", {"DNK 195 PER"}),
        ("Denmark broke the cease-fire with Peru.", {"DNK 196 PER"}),
        ("Denmark called for the release of two Peruvian journalists.", set()),
        ("Denmark is calling for Peru to withdraw its troops.", {"DNK 0256 PER"}),
        ("Denmark said Peru must do more.", {"DNK 100 PER"}),
        ("Denmark said Peru should do more.", {"DNK 020 PER"}),
        ("Denmark said its own citizens should do more.", set()),
        ("Denmark accused Peru of piracy, a charge Peru denies.", {"DNK 1121 PER", "PER 016 DNK"}),
        ("Denmark issued a statement calling on Peru to withdraw its troops.", {"DNK 0256 PER"}),
        ("Denmark decided not to meet Peru.", {"DNK 125 PER"}),
        ("Denmark will not criticise Peru.", set()),
        ("Denmark's minister will give a speech before meeting Peru's president.", {"DNKGOV 036 PERGOV"}),
        ("Denmark announced its third victim.", set()),
        ("Denmark announced the arrest of two Peruvian officials.", {"DNK 173 PERGOV"}),
        ("A suicide bomber attacked Danish soldiers in Peru, killing at least five people and wounding two.",
         {"PERUAF 1831 DNKMIL"}),
        ("Denmark condemned the bombing of a market near the border with Peru.", set()),
    ],
)
def test_who_is_meant_and_who_only_stands_near(coder, text, events):
    assert {" ".join(triple) for triple in tuples(coder, text)} == events


def test_symmetric_acts_go_both_ways(coder):
    both = {("FRA", "040", "DEU"), ("DEU", "040", "FRA")}
    assert tuples(coder, "France met Germany.") == tuples(coder, "France and Germany met.") == both


def test_a_visit_has_a_visitor_and_a_host(coder):
    assert tuples(coder, "Angela Merkel visited Turkey.") == {("DEUGOV", "042", "TUR"), ("TUR", "043", "DEUGOV")}


def test_what_is_said_of_another_happens_when_it_is_said(coder):
    (event,) = coder.events(Story("s", MONDAY, "Oslo said on Friday that Madrid had failed to protect its envoy."))
    assert (str(event.date), event.triple) == ("2019-05-10", ("NORGOV", "111", "ESPGOV"))


def test_compound_actors_expand(coder):
    assert tuples(coder, "France and Germany condemned Iran.") == {("FRA", "111", "IRN"), ("DEU", "111", "IRN")}


def test_who_is_spoken_of_in_a_content_may_have_done_something_or_suffered_it(coder):
    text = "Denmark promised to free two Chilean nurses kidnapped by Somali rebels in the spring."
    assert ("SOMREB", "181", "CHLHLH") in tuples(coder, text)
    text = "Britain decided to strike Chadian rebels firing rockets into Kenya."
    assert ("TCDREB", "194", "KEN") in tuples(coder, text)


def test_what_is_done_to_protest_is_a_protest(coder):
    text = "The Danish bishop fasted and shut his church for a week to protest Britain's treaty with Chile."
    assert {triple[:2] for triple in tuples(coder, text)} == {("DNKREL", "141")}
    assert not tuples(coder, "The Danish bishop may come back to Oslo in the spring to protest Britain's treaty.")


def test_the_content_of_a_report_is_a_fact_and_that_of_an_accusation_is_not(coder):
    assert ("RUSMIL", "194", "UKR") in tuples(coder, "Kyiv said Russian troops shelled Kharkiv.")
    assert tuples(coder, "Kyiv accused Russian troops of shelling Kharkiv.") == {("UKRGOV", "1123", "RUSMIL")}


# --- who ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dateline", "actor"),
    [
        ("Venezuelan troops attacked Iran.", "", "VENMIL"),
        ("Troops from Venezuela attacked Iran.", "", "VENMIL"),
        ("Venezuela's army attacked Iran.", "", "VENMIL"),
        ("Troops attacked Iran in Venezuela.", "", "VENMIL"),
        ("The army attacked Iran.", "CARACAS", "VENMIL"),
        ("The Kremlin attacked Iran.", "", "RUSGOV"),
        ("Tens of thousands of Russians attacked Iran.", "", "RUS"),
    ],
)
def test_where_an_actor_gets_its_country(coder, text, dateline, actor):
    assert tuples(coder, text, dateline=dateline) == {(actor, "190", "IRN")}


def test_an_unknown_country_is_left_out_unless_asked_for(coder):
    assert tuples(coder, "Rebels attacked villagers.") == set()
    asking = Coder(include_unknown=True, second_reader=None)
    assert tuples(asking, "Rebels attacked villagers.") == {("---REB", "190", "---CVL")}


def test_the_office_is_that_of_the_day(coder):
    def actor(year):
        return coder.events(Story("s", datetime.date(year, 6, 1), "Barack Obama condemned Iran."))[0].actor

    assert (actor(2012), actor(2019)) == ("USAGOV", "USAELI")


def test_the_story_remembers_who_it_introduced(coder):
    text = "Venezuela's ambassador, Zoe Quillón, met Cuba. Quillón then condemned Brazil."
    assert ("VENGOV", "111", "BRA") in tuples(coder, text)


def test_a_pronoun_takes_its_antecedent(coder):
    assert ("DEUGOV", "111", "IRN") in tuples(coder, "Angela Merkel met France. She condemned Iran.")


@pytest.mark.parametrize("headline", [
    "Russia Expels British Diplomats", "Turkey Shells Syrian Town, Killing Three Soldiers",
    "Iran and Iraq Sign Security Agreement", "North Korea Threatens to Attack South Korea",
    "Saudi Arabia Cuts Ties With Qatar", "Macron Urges Iran to Release Prisoners",
])  # fmt: skip
def test_headlines_in_title_case(coder, headline):
    names = "Russia British Turkey Syrian Iran Iraq North South Korea Saudi Arabia Qatar Macron".split()
    plain = " ".join(word if word in names else word.lower() for word in headline.split())
    assert tuples(coder, headline) == tuples(coder, plain) != set()


def test_the_us_is_no_pronoun(coder):
    assert tuples(coder, "The US condemned Iran.") == {("USA", "111", "IRN")}
    assert ("IRN", "111", "USA") in tuples(coder, "Iran condemned the US and its allies.")


def test_given_actors_stand_in_place_of_the_dictionaries(coder):
    text = "Russia condemned Freedonia."
    given = (Mention(0, 6, "XRU"), Mention(17, 26, "XFR"))
    assert tuples(coder, text, actors=given) == {("XRU", "111", "XFR")}


# --- when ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Russia attacked Ukraine.", "2019-05-13"),
        ("Russia attacked Ukraine on Saturday.", "2019-05-11"),
        ("Russia attacked Ukraine last week.", "2019-05-06"),
        ("Russia will meet Ukraine on Thursday.", "2019-05-13"),
        ("Russia vowed on Friday to attack Ukraine next week.", "2019-05-10"),
        ("Russia's minister said on Friday that Russia will send troops to Syria.", "2019-05-10"),
        ("Chile's minister said on Friday that Russia will send troops to Syria.", "2019-05-13"),
    ],
)
def test_the_date_is_the_acts_own(coder, text, date):
    assert {event.date.isoformat() for event in coder.events(Story("s", MONDAY, text))} == {date}


# --- contracts -----------------------------------------------------------------------------------------------


def test_code_gives_events_that_unpack_as_the_fields_tuple():
    (event,) = eventcode.code("Russia condemned Turkey.", date="2019-05-13")
    date, actor, action, target = event
    assert (date, actor, action, target) == (MONDAY, "RUS", "111", "TUR")


def test_ids_are_stable_and_distinct(coder):
    story = Story("s", MONDAY, "France and Germany met. Russia condemned Turkey.")
    first, second = ([event.event_id for event in coder.events(story)] for _ in range(2))
    assert first == second and len(set(first)) == len(first) == 3


def test_the_title_is_coded_before_the_text(coder):
    events = coder.events(Story("s", MONDAY, "Russia condemned Turkey.", title="France attacks Iran"))
    assert [event.triple for event in events] == [("FRA", "190", "IRN"), ("RUS", "111", "TUR")]


def test_every_event_explains_itself(coder):
    (event,) = coder.events(Story("s", MONDAY, "Britain urged Iran on Saturday to release the prisoners."))
    parts = {item.part: item for item in event.evidence}
    assert {"actor", "target", "operator", "action", "date", "composition"} <= parts.keys()
    assert event.sentence[parts["actor"].start : parts["actor"].end] == "Britain"
    assert parts["operator"].entry.startswith("operators.yaml:") and "Saturday" in parts["date"].text


def test_the_same_tuple_is_coded_once_a_sentence(coder):
    assert len(coder.events(Story("s", MONDAY, "Russia condemned Turkey and denounced Turkey."))) == 1


def test_a_file_is_coded_and_what_cannot_be_read_is_told(tmp_path):
    path = tmp_path / "stories.csv"
    path.write_text("id,date,text\n1,2019-05-13,Russia condemned Turkey.\n2,2019-13-13,No day.\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="row 3, column date"):
        frame = eventcode.Coder().code(path)
    assert list(frame["action"]) == ["111"]


# --- whatever a text holds --------------------------------------------------------------------------------


def test_the_span_of_a_party_holds_its_words(coder):
    text = "The presidents of Cuba and Bolivia met Indian and Pakistani officials in Lima on Friday."
    events = coder.events(Story("s", MONDAY, text))
    spans = [(part.text, event.sentence[part.start : part.end]) for event in events for part in event.evidence[:2]]
    assert len(spans) >= 8
    assert [words for words, _ in spans] == [found for _, found in spans]


def test_half_characters_are_left_out_of_what_is_coded(coder):
    (event,) = coder.events(Story("\ud800", MONDAY, "Russia \ud800 condemned Turkey\udfff.", title="\udc00"))
    assert event.triple == ("RUS", "111", "TUR") and event.event_id
    assert event.sentence.encode("utf-8")


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max, datetime.datetime(2019, 5, 13, 23, 59)])
def test_any_day_can_be_a_story_s(coder, day):
    text = "Two weeks ago, in the year 99999 and " + "9" * 4301 + " days before Monday, Russia condemned Turkey. "
    events = coder.events(Story("s", day, text + "Tomorrow, next year and last century Iran condemned Iraq."))
    assert {event.triple for event in events} >= {("IRN", "111", "IRQ")}
    assert all(type(event.date) is datetime.date for event in events)


def test_a_story_without_a_day_is_told():
    with pytest.raises(TypeError, match="give a datetime.date"):
        Story("s", "2019-05-13", "Russia condemned Turkey.")
    written, day = (eventcode.code("Russia condemned Turkey.", date) for date in ("13 May 2019", MONDAY))
    assert written == day != []


@pytest.mark.parametrize("deep", ["of the head " * 198, "'s army" * 150, "that Turkey said " * 100, ") " * 200])
def test_deep_and_odd_sentences_are_coded(coder, deep):
    text = f"Russia said {deep}. Russia condemned Turkey."
    assert ("RUS", "111", "TUR") in {event.triple for event in coder.events(Story("s", MONDAY, text))}
