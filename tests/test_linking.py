"""Who does it to whom: the rules that look beyond a frame's own slots, each with sentences that prove its kind."""

import datetime

import pytest

import eventcode
from eventcode import Mention, Story
from eventcode.coding.coder import Coder
from eventcode.coding.linking.rules import rule_names

MONDAY = datetime.date(2019, 5, 13)


@pytest.fixture(scope="module")
def coder():
    return Coder(second_reader=None)


def tuples(coder, text, **story):
    return {" ".join(event.triple) for event in coder.events(Story("s", MONDAY, text, **story))}


def both_ways(source, code, target):
    return {f"{source} {code} {target}", f"{target} {code} {source}"}


# --- the country of a role noun --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the actor beside it
        ("Kenyan soldiers and policemen attacked Somali rebels.", {"KENMIL 190 SOMREB", "KENCOP 190 SOMREB"}),
        ("Sweden condemned Kenya's army and police.", {"SWE 111 KENMIL", "SWE 111 KENCOP"}),
        ("British, Dutch and Kenyan soldiers killed two Somali rebels.",
         {"GBRMIL 190 SOMREB", "NLDMIL 190 SOMREB", "KENMIL 190 SOMREB"}),
        # the speaker
        ("Kenyan officials say gunmen killed two judges.", {"KENUAF 190 KENJUD"}),
        ("Ten rebels were killed by soldiers, Chadian officials said.", {"TCDMIL 190 TCDREB"}),
        # the place of the act
        ("Police in Lusaka arrested six opposition activists.", {"ZMBCOP 173 ZMBOPP"}),
        ("In Oslo, police arrested two ministers.", {"NORCOP 173 NORGOV"}),
        # the only country named
        ("Danish police arrested nine protesters.", {"DNKCOP 173 DNKOPP"}),
        # the dateline, in the text itself
        ("NAIROBI (Reuters) - Police arrested two ministers.", {"KENCOP 173 KENGOV"}),
        # the story's leading country
        ("Rebels attacked soldiers in northern Mali. Police arrested a minister.",
         {"MLIREB 190 MLIMIL", "MLICOP 173 MLIGOV"}),
        # one of two names that share a word, or a hyphen
        ("Envoys from North and South Korea visited Japan.",
         {"PRKGOV 042 JPN", "JPN 043 PRKGOV", "KORGOV 042 JPN", "JPN 043 KORGOV"}),
        ("Gunmen ambushed a joint Danish-Kenyan patrol in Nairobi.", {"KENUAF 190 DNKMIL", "KENUAF 190 KENMIL"}),
        ("Turkey condemned a joint U.S.-Iraqi offensive.", {"TUR 111 USA", "TUR 111 IRQ"}),
        # an envoy to a region is not of it
        ("The Norwegian Middle East envoy Anna Groen criticized Turkey.", {"NORGOV 111 TUR"}),
        # a country with rebels of its own: its army fights these; no army makes rebels where there are none
        ("Colombia's army says soldiers killed nine guerrillas.", {"COLMIL 190 COLREB"}),
        ("U.S. soldiers killed two insurgents.", set()),
        ("On Monday Danish and Somali soldiers killed nine insurgents.", {"DNKMIL 190 SOMREB", "SOMMIL 190 SOMREB"}),
        # what a hyphen joins tells whom one is against
        ("Police clashed with anti-India protesters in Srinagar.", {"INDCOP 175 INDOPP", "INDOPP 145 INDCOP"}),
        # a tribunal is above the one country named
        ("Croatia praised the tribunal.", set()),
        # abductors are not of their victims
        ("Yemeni officials said the kidnappers of a Danish nurse have killed a policeman.", {"YEMUAF 190 YEMCOP"}),
        # an army may be abroad, whoever takes up arms is at home
        ("Danish soldiers and insurgents clashed in northern Mali.", both_ways("DNKMIL", "190", "MLIREB")),
        ("The Danish army in Mali says its soldiers killed ten insurgents in the country's north.",
         {"DNKMIL 190 MLIREB"}),
        ("Danish soldiers and Kenyan policemen detained six rebels north of Nairobi.",
         {"DNKMIL 173 KENREB", "KENCOP 173 KENREB"}),
        ("The Danish Defense Ministry says rebels killed two Kenyan engineers.", set()),
        # what a government turns to is its own
        ("Peru's president urged Congress to approve an embargo on Chile and Brazil.", {"PERGOV 020 PERLEG"}),
        ("Norway's president thanked the armed forces, which had trained Malian and Chadian soldiers.",
         {"NORGOV 051 NORMIL", "NORMIL 072 MLIMIL", "NORMIL 072 TCDMIL"}),
        # U.S. before a role, and a role that a group's name has too
        ("U.S. and Kenyan soldiers killed ten Somali rebels.", {"USAMIL 190 SOMREB", "KENMIL 190 SOMREB"}),
        ("Kenyan and NATO troops killed ten Somali rebels.", {"KENMIL 190 SOMREB", "IGOWSTNAT 190 SOMREB"}),
        # somebody's government; a cause, which is of no country
        ("The Guaidó administration condemned Turkey.", {"VENGOV 111 TUR"}),
        ("A human rights group criticized Turkey.", {"NGOHRI 111 TUR"}),
        # a pronoun is not its own subject; whom one meets to urge; whose word it is that one denies
        ("Sweden and Kenya condemned the raid and criticised them.", set()),
        ("A Swedish minister met Kenyan rebels to urge Peru to lift sanctions.",
         both_ways("SWEGOV", "040", "KENREB") | {"SWEGOV 0254 PER"}),
        ("Sweden says Peru is building a bomb, a charge Peru denies.", {"PER 016 SWE"}),
        # what else one says, one says to the same; a verdict before what it is on
        ("Sweden condemned Peru and called for the release of two monks.", {"SWE 111 PER", "SWE 0253 PER"}),
        ("Peru rejected as baseless Swedish charges that it built a bomb.", {"PER 016 SWE"}),
        # courts and police, and who takes up arms at home, have to do with their own
        ("A Kenyan judge freed seven soldiers accused of robbing a Ugandan bank.", {"KENJUD 0841 KENMIL"}),
        ("Many lawmakers criticized Mr. Putin's decision on Georgia.", {"RUSLEG 111 RUSGOV"}),
        ("Kenyan state media say soldiers near the Ugandan border killed nine rebels.", {"KENMIL 190 KENREB"}),
        # a spokesman speaks for whoever he is of; the place of what somebody is told to have done
        ("A spokesman for the Kenyan government criticized Syria.", {"KENGOV 111 SYR"}),
        ("Norway condemned the gunmen who killed a Dane in Lima.", {"NOR 111 PERUAF", "PERUAF 190 DNK"}),
        # an alliance's soldiers are of no country, nor of the place; an army faces its state in one clause, not in two
        ("NATO officials say alliance soldiers in Kabul killed ten Taliban fighters.", {"IGOWSTNAT 190 AFGREB"}),
        ("Nairobi is the capital of Kenya, where rebels have been fighting government forces.", {"KENREB 190 KENMIL"}),
        # a stranger's gunmen are nobody we know
        ("The gunmen of the Freedonian Front attacked Turkish soldiers.", set()),
    ],
)
def test_a_role_finds_its_country(coder, text, events):
    assert tuples(coder, text) == events


def test_an_army_is_not_of_the_state_it_attacks(coder):
    assert tuples(coder, "The army attacked Iran.") == set()


# --- places that are no actors ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The Nairobi bombing killed two Danish engineers.",
        "Norway condemned the Tripoli bombing.",
        "Norway rejected the Cairo deal.",
        "The Lima attacks worried Chile.",
        "Bombs in Kabul killed two German soldiers.",
        "The Oslo Choir visited Kenya.",
        "The Lima Symphony criticized Chile.",
        "Mary Israel praised Kenya.",
        "John Chad condemned Peru.",
        "Putin Smith condemned Peru.",
        "Kenya's currency hit Uganda hard.",
        "The flood hit Kenya before it reached Uganda.",
    ],
)
def test_a_place_or_a_thing_is_no_actor(coder, text):
    assert tuples(coder, text) == set()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway condemned the Danish attack.", "NOR 111 DNK"),
        ("Norway condemned Lima's decision.", "NOR 111 PERGOV"),
        ("Israeli gunfire killed two Lebanese soldiers.", "ISR 190 LBNMIL"),
        ("Somali gunmen opened fire on a convoy carrying Kenya's ambassador.", "SOMUAF 193 KENGOV"),
        ("Somali rebels attacked a bus carrying Kenyan soldiers.", "SOMREB 190 KENMIL"),
    ],
)
def test_what_is_theirs_is_theirs(coder, text, event):
    assert tuples(coder, text) == {event}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Iran rejected Danish and Norwegian offers.", {"IRN 120 DNK", "IRN 120 NOR"}),
        ("Pakistani troops in Swat killed a dozen Taliban fighters.", {"PAKMIL 190 PAKREB"}),
        ("Gunmen in Kabul targeted policemen and Danish soldiers.", {"AFGUAF 190 DNKCOP", "AFGUAF 190 DNKMIL"}),
        ("Gunmen in Kabul targeted Danish soldiers and civilians.", {"AFGUAF 190 DNKCVL", "AFGUAF 190 DNKMIL"}),
        ("The rebels in Kabul attacked a police station in the town of Kandahar.", {"AFGREB 190 AFGCOP"}),
        ("NATO and Afghan forces say they captured six Taliban.", {"AFGMIL 173 AFGREB", "IGOWSTNAT 173 AFGREB"}),
        ("China has threatened to attack Taiwan if the island declares independence.", {"CHN 138 TWN"}),
        ("A gunman in Lima shot himself.", set()),
        ("On Monday coalition and Afghan forces killed Taliban fighters.", {"AFGMIL 190 AFGREB", "USAMIL 190 AFGREB"}),
        ("The two Koreas held talks.", both_ways("PRK", "046", "KOR")),
        ("A deal was signed by the two Koreas and Japan.",
         both_ways("PRK", "057", "KOR") | both_ways("PRK", "057", "JPN") | both_ways("KOR", "057", "JPN")),
        ("Three American nations, Peru, Chile and Brazil, condemned Iran.",
         {"PER 111 IRN", "CHL 111 IRN", "BRA 111 IRN"}),
        ("Leaders of the Palestinian factions Fatah and Hamas opened talks.", both_ways("PSEPTY", "046", "PSEREB")),
        ("A group of dreamers led by Kenya's prime minister criticized Chad.", {"KENGOV 111 TCD"}),
        ("Kenyan officials say a Danish jet killed two men in Nairobi.", {"DNKMIL 195 KENCVL"}),
        ("Danish soldiers near Nairobi shot and killed two Somali rebels.", {"DNKMIL 193 SOMREB"}),
    ],
)
def test_each_of_several_is_a_party(coder, text, events):
    assert tuples(coder, text) == events


def test_who_acts_side_by_side_is_no_pair_of_enemies(coder):
    text = "Kenyan and Ugandan troops arrested ten Somali rebels in a clash."
    assert tuples(coder, text) == {"KENMIL 173 SOMREB", "UGAMIL 173 SOMREB"}


def test_police_against_a_crowd_is_repression_and_the_crowd_riots(coder):
    text = "Police clashed with demonstrators in Oslo, firing tear gas."
    assert tuples(coder, text) == {"NORCOP 175 NOROPP", "NOROPP 145 NORCOP"}


# --- names and titles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norwegian Prime Minister Gro Harlem Brundtland criticized Iran.", "NORGOV"),
        ("Former U.S. President Barack Obama criticized Iran.", "USAELI"),
        ("Mr. Trudeau criticized Iran.", "CANGOV"),
        ("A Kenyan firm criticized Iran.", "KENBUS"),
        ("Kenya's creditors criticized Iran.", "KENBUS"),
        ("EU Trade Commissioner Karel de Gucht criticized Iran.", "IGOEUREEC"),
    ],
)
def test_the_words_of_the_sentence_say_who_it_is(coder, text, actor):
    assert tuples(coder, text) == {f"{actor} 111 IRN"}


def test_a_story_may_be_about_another_country_than_it_was_written_in(coder):
    text = "Syrian soldiers sealed off Syrian towns. Two ministers met. Police arrested six protesters."
    assert "SYRCOP 173 SYROPP" in tuples(coder, text, dateline="AMMAN")
    assert "JORCOP 173 JOROPP" in tuples(coder, "Two ministers met. Police arrested six protesters.", dateline="AMMAN")


def test_an_international_envoy_is_of_no_government():
    met = Coder(second_reader=None).events(
        Story("s", datetime.date(2004, 5, 3), "International envoy Kofi Annan criticized Chad.")
    )
    assert [event.actor for event in met] == ["IGOUNO"]


def test_a_title_within_a_name_is_current(coder):
    assert tuples(coder, "Pope John Paul praised Kenya.") == {"VATGOV 051 KEN"}


def test_an_acronym_in_brackets_is_remembered(coder):
    text = "The Azawan Liberation Front (ALF), a Malian rebel group, attacked Niger. The ALF condemned France."
    assert tuples(coder, text) == {"MLIREB 190 NER", "MLIREB 111 FRA"}


# --- what stands for somebody ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Norway's prime minister said on Monday: \"We reject Chile's demands.\"", "NORGOV 120 CHL"),
        ('"We condemn Peru," Kenya\'s foreign minister said.', "KENGOV 111 PER"),
        ('"The vote was fair," Kenya\'s foreign minister said. "We condemn Peru."', "KENGOV 111 PER"),
        ('"Our troops attacked Chilean soldiers," Peru\'s defense minister said.', "PERMIL 190 CHLMIL"),
        ("Somali rebels attacked Kenyan troops. The group kidnapped Ugandan officials.", "SOMREB 181 UGAGOV"),
        ("Hamas attacked Israel, and Kenya urged the militant group to stop fighting.", "KEN 0256 PSEREB"),
        ("The African Union met Sudan. The bloc condemned Chad.", "IGOAFRAFU 111 TCD"),
        ("NATO praised Kenya. The talks in Oslo went on. Kenya's president condemned the alliance.",
         "KENGOV 111 IGOWSTNAT"),
        ("Britain and France said they would attack Iran.", "FRA 138 IRN"),
        ("Kenya's president expelled the Danish ambassador, Anna Groen, accusing him of spying.", "KENGOV 1125 DNKGOV"),
        # a country, not a pronoun
        ("The US condemned Iran.", "USA 111 IRN"),
        # what was done before, and between whom
        ("Kenyan soldiers attacked Somali rebels on Monday. Norway condemned the attack.", "NOR 111 KENMIL"),
        ("Kenya expelled a Danish envoy. Denmark's minister rejected the order.", "DNKGOV 120 KEN"),
        ("Putin praised Merkel and said the two discussed trade.", "RUSGOV 040 DEUGOV"),
        ("Norway's president praised Chad and Peru and visited the two countries.", "NORGOV 042 PER"),
        # others than those who call on them
        ("Kenya attacked Chad. Norway and Peru urged both governments to stop fighting.", "PER 0256 TCDGOV"),
        # the country that the story is about
        ("Mali's army seized power. Mali's president fled to Chad. Norway has suspended aid to the country.",
         "NOR 162 MLI"),
        ("Malian soldiers attacked Malian rebels. Norway urged both sides to return to the negotiating table.",
         "NOR 026 MLIREB"),
        ("Kenya attacked Chad. Norway urged both governments to stop fighting.", "NOR 0256 TCDGOV"),
        # those of that role spoken of before
        ("Kenya's army attacked Somali rebels. Norway and Chad held talks. The soldiers arrested two Ugandans.",
         "KENMIL 173 UGA"),
    ],
)
def test_it_refers(coder, text, event):
    assert event in tuples(coder, text)


# --- parties that no slot holds --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text", "events"),
    [
        ("the subject of the clause", "Kenya's president said during a visit to Chad that he was tired.",
         {"KENGOV 042 TCD", "TCD 043 KENGOV"}),
        ("the subject of the clause", "Kenya's president made the remark during Sunday talks with Chad.",
         both_ways("KENGOV", "046", "TCD")),
        ("the nearest actor it is about", "Norway plans to build a road to Kenya.", {"NOR 030 KEN"}),
        ("whom the target's words name", "Norway gave military aid to some of the countries, including Kenya.",
         {"NOR 072 KEN"}),
        ("the only other party", "Denmark is worried about the unrest that began in Kenya.", {"DNK 012 KEN"}),
        ("the rebels named", "U.S. troops detained nine suspects during a raid on the Taliban.", {"USAMIL 173 AFGCVL"}),
        ("the only country named", "Danish ministers condemned the gunmen.", {"DNKGOV 111 DNKUAF"}),
        ("whom the claimed act hit", "Hamas claimed responsibility for the attack that killed two German nurses.",
         {"PSEREB 015 DEUHLH"}),
        ("whom the claimed act hit", "The Taliban claimed the attack that killed two Danish soldiers.",
         {"AFGREB 015 DNKMIL"}),
        ("whom the claimed act hit", "The Mogadishu blast, claimed by al-Shabab, killed two Danish soldiers.",
         {"SOMREB 015 DNKMIL"}),
        ("so many of the same", "Egyptian police opened fire on demonstrators, killing one and arresting 12.",
         {"EGYCOP 173 EGYOPP"}),
        ("so many of the same", "Somali rebels kidnapped three Danish nurses, killing one.", {"SOMREB 190 DNKHLH"}),
        ("so many of the same", "Kenyan troops killed nine Somali rebels and arrested two more.",
         {"KENMIL 173 SOMREB"}),
        ("so many of the same", "A Kenyan soldier was killed and two others wounded in a firefight with Somali rebels.",
         both_ways("KENMIL", "193", "SOMREB")),
        ("who protests", "Ugandan police broke up a rally on Friday.", {"UGACOP 175 UGAOPP"}),
        ("whom it is against", "Hundreds of Iranians joined an anti-American protest in Tehran.", {"IRNOPP 141 USA"}),
        ("whoever issued it", "Chile signed an order freezing the accounts of Peru.", {"CHL 163 PER"}),
        ("whom its toll hit", "Two Danish soldiers were killed when Somali rebels ambushed their convoy.",
         {"SOMREB 190 DNKMIL"}),
        ("whom its toll hit", "Somali rebels detonated three roadside bombs, killing two Kenyan soldiers.",
         {"SOMREB 1833 KENMIL"}),
        ("the other party", "Kenya freed two protesters on the day of its treaty with Britain.",
         {"KEN 0841 KENOPP"}),
        ("the speaker", "Kenyan officials say gunmen killed two Danish judges.", {"KENUAF 190 DNKJUD"}),
    ],
)
def test_a_rule_finds_a_party_and_can_be_switched_off(coder, rule, text, events):
    assert rule in rule_names()
    assert tuples(coder, text) >= events
    assert any(rule in item.note for event in coder.events(Story("s", MONDAY, text)) for item in event.evidence)
    without = Coder(without_rules=(rule, "the only other party"), second_reader=None)
    assert tuples(without, text).isdisjoint(events)


def test_whom_one_represses_is_at_home(coder):
    text = "Denmark lifted an embargo that it imposed after Chad's crackdown on demonstrators."
    assert "TCD 175 TCDOPP" in tuples(coder, text)


def test_people_are_captured_and_places_occupied(coder):
    assert tuples(coder, "Kenyan troops captured two Ugandans near the lake.") == {"KENMIL 173 UGA"}
    assert tuples(coder, "Kenyan troops captured Kampala on Friday.") == {"KENMIL 192 UGAGOV"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # where those are named whom it hit, the place tells only where
        ("Kenyan troops launched an offensive in Somalia, killing nine Chadian rebels.", {"KENMIL 190 TCDREB"}),
        # whom else it hit was hit by the same weapon
        ("Somali rebels fired rockets at a Kenyan base, killing two Danish soldiers.",
         {"SOMREB 194 KENMIL", "SOMREB 194 DNKMIL"}),
        ("Somali rebels fired rockets at a Kenyan base, killing two Kenyan soldiers.", {"SOMREB 194 KENMIL"}),
        ("Somali rebels shelled a Kenyan base, killing two soldiers and wounding nine.", {"SOMREB 194 KENMIL"}),
        # and a patrol without a country is of those who were hit
        ("Two Danish soldiers were killed when Somali rebels attacked a patrol.", {"SOMREB 190 DNKMIL"}),
        # whose it was that was bombed did not do it, nor did the city where it was done
        ("The bombing of a Kenyan ferry in the spring killed two Danish soldiers.", set()),
        ("Two Danish soldiers died in a Nairobi car bombing.", set()),
    ],
)
def test_a_toll_tells_whom_an_attack_hit(coder, text, events):
    assert tuples(coder, text) == events


# --- given actors ----------------------------------------------------------------------------------------


def test_given_actors_stand_as_given(coder):
    text = "Danish and Freedonian troops attacked Chile. They condemned Peru."
    given = (Mention(0, 6, "XDN"), Mention(11, 21, "XFR"))
    assert tuples(coder, text, actors=given) == {"XDN 190 CHL", "XFR 190 CHL", "XDN 111 PER"}


def test_of_overlapping_given_actors_the_longer_counts(coder):
    text = "Freedonian troops attacked Chile."
    assert tuples(coder, text, actors=(Mention(0, 17, "XFRARM"), Mention(0, 10, "XFR"))) == {"XFRARM 190 CHL"}


# --- mentions and near events as data --------------------------------------------------------------------


def test_mentions_are_given_also_without_an_act():
    text = "LIMA (Reuters) - The Danish minister read a book. He lives in Oslo."
    found = eventcode.Coder().mentions(text, "2019-05-13")
    assert [(text[m.start : m.end], m.code) for m in found] == [
        ("Danish", "DNK"),
        ("minister", "DNKGOV"),
        ("He", "DNKGOV"),
        ("Oslo", "NORGOV"),
    ]
    assert found[2].note.startswith("refers to") and found[2].doubt > found[0].doubt


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Iran was attacked.", "a source"),
        ("Britain could attack Iran.", "reality: it is told as possible"),
        ("Rebels attacked villagers.", "a country"),
        ("Freedonia attacked Iran.", "a source"),
    ],
)
def test_nearly_tells_what_an_act_lacked(coder, text, lacks):
    (near,) = coder.nearly(text, "2019-05-13")
    assert near.lacks == lacks and near.code == "190" and text[near.start : near.end].startswith("attack")


def test_silence_is_explained(coder):
    from eventcode.explanation import explain_silence

    text = "The Freedonian Front attacked Turkish soldiers."
    told = explain_silence(text, coder.nearly(text, "2019-05-13"))
    assert "attacked = 190; target TURMIL soldiers; lacks a source; 'Freedonian Front' is no known actor" in told
