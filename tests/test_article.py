"""A newspaper page taken apart. All pages, papers, people and events below are invented."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcode.article import body_spans, clean, layout, passages, read_article
from eventcode.article.boilerplate import DEFAULT_FILE, BoilerplateError, load_boilerplate
from eventcode.article.days import parse_day
from eventcode.article.lines import is_caption, split_dateline
from eventcode.event import Story

DAY = datetime.date(2019, 6, 4)

# A British-style page copied from a browser: link byline, publication line, standfirst, caption, donation notice.
HARBOUR = """\
Ruritania: rebel leader Dorn asks Borduria for ‘talks without conditions’

[Ellen Marsh](#)

The harbour, Tue 4 June 2019

Letter to foreign ministry is first direct contact since the fall of Zenda

Marek Dorn at a market in Zenda on Sunday. Photograph: Iva Petrov/EPA

The leader of Ruritania’s rebels, Marek Dorn, has asked for a meeting with the [Bordurian foreign ministry](#).

“Those [rebel] leaders who wrote to us are serious,” the minister said.[1]

Since you’re here...

... we have a small favour to ask. Borduria arrested nobody for reading us.

Bordurian police attacked Ruritanian rebels with the price of paper. **Support The Harbour from as little as £1.**"""

# An agency story as a wire service prints it: dateline with day and agency, hard-wrapped lines, closing credits.
WIRE = """\
ZENDA, Ruritania, June 3 (Telegraphen) - Ruritanian troops shelled
the port of Zenda on Monday, killing four civilians, the governor
said.

  Borduria condemned the attack and recalled its ambassador from
Ruritania for consultations.

(Reporting by Ana Duarte in Zenda; Editing by Paul Stone)

Our Standards: The Thomson Reuters Trust Principles."""

# An American page: share buttons, updated line, caption in brackets, advertisement, related links, correction.
COURIER = """\
# Borduria expels three Ruritanian diplomats | The Daily Courier

Share
Tweet Email Print

By Jonas Weller and Mary Ann Castle
Updated 5:30 PM ET, Wed June 5, 2019

![The embassy](https://pictures.example/1.jpg)
The embassy in Szohod. [Tomas Bell/Wirepix]

(CNN)Borduria expelled three Ruritanian diplomats on Wednesday, the foreign ministry said.

Advertisement

Ruritania called it "a mistake" and promised an answer, said Col. Ada Quill, who said "you and your people" can choose.

Story continues below advertisement

- [Zenda: what we know](https://courier.example/zenda)
- [Map: the front](https://courier.example/map)

The European Union urged both sides to resume talks. See https://courier.example/live for more.

Correction: An earlier version of this article misspelled the name of Ada Quill.

Jonas Weller contributed to this report.

© 2019 The Daily Courier. All rights reserved.

More on this story
Borduria attacked Ruritania in 1914"""

# A press archive's export: labels, length, load date.
ARCHIVE = """\
HEADLINE: Ruritanian parliament rejects Bordurian ultimatum
BYLINE: OTTO LENZ
SOURCE: Szohod Chronicle
DATE: June 6, 2019 Thursday
SECTION: WORLD NEWS; Pg. 4
LENGTH: 212 words
DATELINE: SZOHOD
BODY:
The Ruritanian parliament on Thursday rejected an ultimatum from Borduria by 112 votes to 9.
Borduria's defence minister threatened to close the border.
LOAD-DATE: June 7, 2019
End of Document"""

# Markdown with front matter, headings, bold and quotation, a newsletter box and a subscription appeal in other words.
MAGAZINE = """\
---
title: "Zenda, a year on"
author: Lena Okoro
date: 2019-06-08
url: https://magazine.example/zenda
---

## The long siege

**Borduria** has *never* recognised the rebel council &amp; its courts.

> Rebels shot dead two judges last month.

### Sign up for the weekly newsletter

Our reporters depend on readers like you. A subscription keeps our newsroom independent.

The council pardoned 40 prisoners on Friday."""

# A South Asian page without blank lines: title, source with slashes in the day, byline, dateline with a colon.
TRIBUNE = """\
Ruritania, Borduria sign border accord
Hill Tribune | 09/06/2019 | 10:42 am
Our Special Correspondent
STRELSAU: Ruritania and Borduria signed a border accord on Sunday after eleven months of talks in the capital.
The accord lets farmers return to the Zenda valley.
READ MORE: Who is Marek Dorn?
Copyright 2019 Hill Tribune"""

PAGES = {"harbour": HARBOUR, "wire": WIRE, "courier": COURIER, "archive": ARCHIVE, "magazine": MAGAZINE,
         "tribune": TRIBUNE}  # fmt: skip


def coded(text: str) -> list[str]:
    return [clean(text, start, end).text for start, end in body_spans(text)]


def kinds(text: str) -> list[str]:
    return [part.kind for part in layout(text)]


def test_harbour_is_taken_apart():
    article = read_article(HARBOUR)
    assert article.title == "Ruritania: rebel leader Dorn asks Borduria for ‘talks without conditions’"
    assert article.byline == "Ellen Marsh"
    assert (article.date, article.source) == (datetime.date(2019, 6, 4), "The harbour")
    assert article.standfirst.startswith("Letter to foreign ministry")
    assert kinds(HARBOUR)[:5] == ["headline", "byline", "publication", "standfirst", "caption"]
    assert coded(HARBOUR)[2:] == [
        "The leader of Ruritania’s rebels, Marek Dorn, has asked for a meeting with the Bordurian foreign ministry.",
        "“Those rebel leaders who wrote to us are serious,” the minister said.",
    ]


def test_wire_dateline_wrapped_lines_and_credits():
    article = read_article(WIRE)
    assert (article.title, article.dateline) == ("", "ZENDA, Ruritania")
    assert coded(WIRE) == [
        "Ruritanian troops shelled the port of Zenda on Monday, killing four civilians, the governor said.",
        "Borduria condemned the attack and recalled its ambassador from Ruritania for consultations.",
    ]


def test_courier_keeps_four_paragraphs():
    article = read_article(COURIER)
    assert article.title == "Borduria expels three Ruritanian diplomats"
    assert article.date == datetime.date(2019, 6, 5)
    assert article.byline == "By Jonas Weller and Mary Ann Castle"
    assert coded(COURIER) == [
        "Borduria expels three Ruritanian diplomats",
        "Borduria expelled three Ruritanian diplomats on Wednesday, the foreign ministry said.",
        'Ruritania called it "a mistake" and promised an answer, said Col. Ada Quill, '
        'who said "you and your people" can choose.',
        "The European Union urged both sides to resume talks. See for more.",
    ]


def test_archive_labels():
    article = read_article(ARCHIVE)
    assert article.title == "Ruritanian parliament rejects Bordurian ultimatum"
    assert (article.date, article.source) == (datetime.date(2019, 6, 6), "Szohod Chronicle")
    assert (article.byline, article.dateline) == ("OTTO LENZ", "SZOHOD")
    assert len(coded(ARCHIVE)) == 2
    assert not any("LOAD" in paragraph or "words" in paragraph for paragraph in coded(ARCHIVE))


def test_magazine_front_matter_and_appeal():
    article = read_article(MAGAZINE)
    assert (article.title, article.byline) == ("Zenda, a year on", "Lena Okoro")
    assert (article.date, article.url) == (datetime.date(2019, 6, 8), "https://magazine.example/zenda")
    assert coded(MAGAZINE) == [
        "Zenda, a year on",
        "The long siege",
        "Borduria has never recognised the rebel council & its courts.",
        "Rebels shot dead two judges last month.",
        "The council pardoned 40 prisoners on Friday.",
    ]


def test_tribune_without_blank_lines():
    article = read_article(TRIBUNE)
    assert article.title == "Ruritania, Borduria sign border accord"
    assert (article.source, article.dateline) == ("Hill Tribune", "STRELSAU")
    assert article.date is None, "09/06/2019 is June in Europe and September in America"
    assert [words.split()[0] for words in coded(TRIBUNE)] == ["Ruritania,", "Ruritania", "The"]


@pytest.mark.parametrize("page", PAGES)
def test_parts_are_in_order_and_cover_all_words(page):
    text = PAGES[page]
    parts = layout(text)
    assert all(one.end <= other.start for one, other in zip(parts, parts[1:], strict=False))
    covered = "".join(text[part.start : part.end] for part in parts)
    assert [*filter(str.isalnum, covered)] == [*filter(str.isalnum, text)]


@pytest.mark.parametrize("page", PAGES)
def test_clean_words_lead_back_to_the_page(page):
    text = PAGES[page]
    for start, end in body_spans(text):
        words = clean(text, start, end)
        place = 0
        for word in words.text.split():
            place = words.text.index(word, place)
            first, last = words.original(place, place + len(word))
            assert start <= first < last <= end
            if word.isalpha():
                assert text[first:last] == word
                assert words.clean(first, last) == (place, place + len(word))
            place += len(word)


@pytest.mark.parametrize("news", [
    "Iran condemned Israel",
    "By Monday, Bordurian troops had taken the town.",
    "Support the rebels or leave, Borduria told villagers.",
    "Read more than once, the treaty was signed by both.",
    "US - Borduria talks failed on Friday.",
    "NATO - The alliance - Borduria's ally - bombed Zenda.",
    "Ruritania attacked Borduria on 3 June 2019.",
    "The paper's editor said your support for our journalism angers Borduria.",
    '"Our journalism and our newsroom need your support," the editor told police.',
    "Related protests broke out in Zenda.",
    "Iran's foreign minister rejected the comments.",
    "Bordurian officials asked banks to give up their shares.",
    "* Borduria expelled two diplomats.",
])  # fmt: skip
def test_news_stays_news(news):
    assert len(coded(news)) == 1
    assert coded(news)[0] == news.removeprefix("* ")


@pytest.mark.parametrize(("line", "kind"), [
    ("By Ana Duarte in Quito", "byline"),
    ("By Reuters Staff", "byline"),
    ("Published: 13 May 2019", "label"),
    ("Published 13 May 2019", "publication"),
    ("Thursday, June 6th, 2019 • 4 min read", "publication"),
    ("Sign up to our daily newsletter", "boilerplate"),
    ("Share Tweet WhatsApp", "boilerplate"),
    ("312 comments", "boilerplate"),
    ("This article was amended on 14 May 2019 to correct a name.", "boilerplate"),
    ("Copyright © 2019 The Harbour", "boilerplate"),
    ("Image caption Marek Dorn", "caption"),
    ("Image caption: Marek Dorn greets Bordurian troops", "caption"),
    ("Dorn greets troops (AP Photo/Iva Petrov)", "caption"),
    ("https://courier.example/1", "link"),
    ("* * *", "boilerplate"),
])  # fmt: skip
def test_lines_around_a_story(line, kind):
    page = f"Borduria expels envoy\n\n{line}\n\nBorduria expelled the envoy on Friday over the long siege of the town."
    assert layout(page)[1].kind == kind


def test_why_names_the_dictionary_entry():
    notice = layout(HARBOUR)[-1]
    file, line = notice.why.split(":")
    entries = DEFAULT_FILE.read_text(encoding="utf-8").splitlines()
    assert file == "boilerplate.txt"
    assert entries[int(line) - 1] == "since you're here*"


def test_a_notice_before_the_story_does_not_end_it():
    text = "Since you're here, a word.\n\nBorduria attacked Ruritania on Friday with tanks and aircraft, it said."
    assert kinds(text) == ["boilerplate", "body"]


@pytest.mark.parametrize(("line", "complaint"), [
    ("read more*", "before the first"),
    ("[nowhere]", "no part is called"),
    ("[paragraph]\n*", "every paragraph"),
])  # fmt: skip
def test_broken_boilerplate_file_names_its_line(tmp_path, line, complaint):
    path = tmp_path / "mine.txt"
    path.write_text("# mine\n" + line, encoding="utf-8")
    with pytest.raises(BoilerplateError, match=rf"mine.txt:\d: .*{complaint}"):
        load_boilerplate(path)


def test_title_is_coded_once():
    inside = Story("1", datetime.date(2019, 6, 4), HARBOUR, title=read_article(HARBOUR).title)
    outside = replace(inside, text="Borduria attacked Ruritania.", title="Borduria attacks *Ruritania*")
    assert [passage.in_text for passage in passages(inside)] == [True] * 4
    assert [(passage.words.text, passage.in_text) for passage in passages(outside)] == [
        ("Borduria attacks Ruritania", False),
        ("Borduria attacked Ruritania.", True),
    ]


def test_a_paragraph_without_end_is_parted_between_sentences_or_words(monkeypatch):
    monkeypatch.setattr("eventcode.article.pages.LONGEST", 40)
    text = "Dorn has met Mr. Quill again. Then he left. " + "quill " * 10 + "x" * 50
    parts = [passage.words.text for passage in passages(Story("a", DAY, text))]
    assert parts[:2] == ["Dorn has met Mr. Quill again.", "Then he left. quill quill quill quill"]
    assert max(map(len, parts)) == 40 and "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_a_word_without_end_is_left_out():
    assert clean("Borduria " + "x" * 1_000_000 + " attacked Ruritania.").text == "Borduria attacked Ruritania."


@given(st.text(alphabet="ab []()*_#&;<>/!.\n\u00a0\u200b1", max_size=60))
def test_clean_never_loses_its_way(text):
    words = clean(text)
    assert words.text == words.text.strip()
    assert "  " not in words.text
    for place, character in enumerate(words.text):
        first, last = words.original(place, place + 1)
        assert 0 <= first < last <= len(text)
        if character.isalnum():
            assert text[first:last] == character


@pytest.mark.parametrize(("line", "place", "rest"), [
    ("Washington (CNN)The United States imposed sanctions.", "Washington", "The United States imposed sanctions."),
    ("(CNN)Borduria protested.", "", "Borduria protested."),
    ("ZENDA (Reuters)--Borduria protested.", "ZENDA", "Borduria protested."),
    ("ZENDA, May 13 (Reuters)-Borduria protested.", "ZENDA", "Borduria protested."),
    ("ZENDA (AP) _ Borduria protested.", "ZENDA", "Borduria protested."),
    ("Szohod, Borduria (CNN)Ruritania protested.", "Szohod, Borduria", "Ruritania protested."),
    ("Dorn (who leads them)The others left.", "", "Dorn (who leads them)The others left."),
    ("President Dorn (65) met Quill.", "", "President Dorn (65) met Quill."),
    ("NATO - The alliance protested.", "", "NATO - The alliance protested."),
])  # fmt: skip
def test_glued_datelines(line, place, rest):
    found, begin = split_dateline(line)
    assert (found, line[begin:]) == (place, rest)


@pytest.mark.parametrize("line", [
    "Soldiers attack rebels near Zenda, March 3, 2018. REUTERS/Ana Roe",
    "Rebels near Zenda. AFP/Getty Images",
    "Rebels near Zenda. AP Photo/Ana Roe",
    "Rebels near Zenda, May 3, 2019. REUTERS/Ana Roe/File Photo",
])  # fmt: skip
def test_captions_with_the_agency_first(line):
    assert is_caption(line)


@pytest.mark.parametrize("line", ["Dorn told Reuters/Ipsos pollsters that rebels had left the town.",
                                  "Dorn runs AP and Reuters."])  # fmt: skip
def test_news_of_agencies_is_no_caption(line):
    assert not is_caption(line)


@pytest.mark.parametrize("heading", ["Latest News", "Read more:", "Related stories"])
def test_lists_of_links(heading):
    links = "- Ruritania bombs Zenda\n- Dorn meets Quill"
    story = f"Borduria protested.\n\n{heading}\n{links}\n\nRuritania was silent on Monday."
    coded = [passage.words.text for passage in passages(Story("1", DAY, story))]
    assert coded == ["Borduria protested.", "Ruritania was silent on Monday."]


def test_a_list_of_the_story_is_no_list_of_links():
    story = Story("1", DAY, "Dorn said:\n- Borduria must leave\n- Quill must stay")
    coded = [passage.words.text for passage in passages(story)]
    assert coded[1:] == ["Borduria must leave", "Quill must stay"]


# Letters of a wrong encoding ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [
    "José Serra, Brazil’s minister", "“Erdoğan”, he said – and left…", "Łódź, Ždanov, Çeşme, Đinđić, Õ ñ Ø ß",
    "€5 • £3", "São Tomé and Príncipe", "an emoji 😀 here",
])  # fmt: skip
def test_mojibake_is_mended(words):
    assert clean(_misread(words)).text == clean(_misread(_misread(words))).text == words


def _misread(text):
    """UTF-8 taken for Windows-1252, as browsers do it."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("words", ["“SKÅ”", "HYVÄÄ’s", "Château d’Åland", "ÂME, JOÃO, Ã, Å.", "å, ä, ö — Ö"])
def test_what_is_no_mojibake_stays(words):
    assert clean(words).text == words


def test_letters_of_windows():
    assert clean("Turkey\x92s \x93army\x94 \x96 it said\x81").text == "Turkey’s “army” – it said"


def test_mended_words_know_their_place():
    text = "Then JosÃ© met Brazilâ€™s minister &amp; left."
    words = clean(text)
    assert words.text == "Then José met Brazil’s minister & left."
    pairs = (("José", "JosÃ©"), ("Brazil’s", "Brazilâ€™s"), ("’", "â€™"), ("&", "&amp;"), ("left", "left"))
    for mended, before in pairs:
        start = words.text.index(mended)
        first, last = words.original(start, start + len(mended))
        assert text[first:last] == before
        assert words.clean(first, last) == (start, start + len(mended))


@given(st.text(alphabet="Ab .:-|\n[](#)*0", max_size=80))
def test_layout_covers_any_text(text):
    parts = layout(text)
    assert "".join(text[part.start : part.end] for part in parts).split() == [] or parts
    assert all(0 <= part.start < part.end <= len(text) for part in parts)


@pytest.mark.parametrize(("written", "day"), [
    ("2019-05-13", (2019, 5, 13)),
    ("20190513", (2019, 5, 13)),
    (" 2019-05-13T19:47:00Z ", (2019, 5, 13)),
    ("2019-05-13 00:00:00", (2019, 5, 13)),
    ("13 May 2019", (2019, 5, 13)),
    ("Sept. 3, 2019", (2019, 9, 3)),
    ("3rd of June 2019", (2019, 6, 3)),
    ("2019/05/13", (2019, 5, 13)),
    ("13/05/2019", (2019, 5, 13)),
    ("5/13/2019 10:22 PM", (2019, 5, 13)),
    ("13.5.2019", (2019, 5, 13)),
    ("05/05/2019", (2019, 5, 5)),
    ("Mon, 13 May 2019 10:22:00 +0000", (2019, 5, 13)),
    ("Mon, 13 May 2019 10:22:00 EST", (2019, 5, 13)),
    ("Monday, May 13, 2019", (2019, 5, 13)),
    ("May 13, 2019 Monday", (2019, 5, 13)),
])  # fmt: skip
def test_parse_day(written, day):
    assert parse_day(written) == datetime.date(*day)


@pytest.mark.parametrize(("written", "form", "day"), [
    ("03/04/2019", "%d/%m/%Y", (2019, 4, 3)),
    ("03/04/2019", "%m/%d/%Y", (2019, 3, 4)),
    ("03/04/19 10:22", "%d/%m/%y", (2019, 4, 3)),
    ("2019-05-13", "%d/%m/%Y", (2019, 5, 13)),
    ("13 de 05 de 2019", "%d de %m de %Y", (2019, 5, 13)),
])  # fmt: skip
def test_parse_day_as_told(written, form, day):
    assert parse_day(written, form) == datetime.date(*day)


def test_a_day_that_is_not_as_told():
    with pytest.raises(ValueError, match="not written as %d/%m/%Y"):
        parse_day("05/13/2019", "%d/%m/%Y")


@pytest.mark.parametrize(("written", "complaint"), [
    ("2019-02-30", "calendar"),
    ("31 June 2019", "calendar"),
    ("03/04/2019", "month/day"),
    ("13/05/19", "month/day"),
    ("13/14/2019", "calendar"),
    ("soon", "not a date"),
    ("", "not a date"),
    ("marched 3 2019", "not a date"),
])  # fmt: skip
def test_parse_day_refuses(written, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse_day(written)
