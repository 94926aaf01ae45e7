"""Who and where in a template sentence: states, people with their offices, forces, victims, places, sums of money."""

from __future__ import annotations

from abc import abstractmethod

from eventcode.training import grammar as g
from eventcode.training.grammar import Node
from eventcode.training.words import Words

NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: Titles that take no nationality: no "French Mr X".
COURTESY = ("Mr", "Mr.", "Mrs", "Ms")
#: How deep clauses and noun phrases may nest.
DEEPEST = 2


class Actors(Words):
    """Draws noun phrases. Methods return nodes whose label the caller sets; ``depth`` counts the nesting so far."""

    @abstractmethod
    def phrase(self, text: str, depth: int) -> Node:
        """A noun phrase from the notation of the data file."""

    def slot(self, slot: str, depth: int) -> Node:
        """The phrase of a slot."""
        kind = slot.strip("{}")
        if kind == "number":
            return g.number(self.rng.choice([*NUMBER_WORDS, "12", "20", "30", "150"]))
        if kind in ("act", "topic"):
            return self.act(depth) if kind == "act" else self.phrase(self.pick("topics"), depth)
        return {
            "actor": self.actor, "state": self.state, "people": self.people, "person": self.person,
            "force": self.force, "city": self.city, "money": self.money, "pair": self.pair, "forces": self.force_pair,
        }[kind](depth)

    def act(self, depth: int) -> Node:
        """A noun phrase that tells an act, plain when nesting is deep."""
        for _ in range(20):
            text = self.pick("acts")
            if depth < DEEPEST or "{" not in text:
                break
        return self.phrase(text if depth <= DEEPEST + 1 else "violence", depth)

    def money(self, depth: int) -> Node:
        """``$50m``, ``$2 billion``, ``50 million euros``."""
        amount = self.rng.choice(["50", "2", "1.5", "300", "20", "4.8"])
        scale = self.rng.choice(["million", "billion", "m"])
        if self.chance(0.2):
            node = self.noun("euros")
            scale = "million"
        else:
            node = Node("$", "$", "SYM", "$", glue_next=True)
        count = g.number(scale, "nummod")
        if scale == "m":
            count.glue = True
        count.before.append(g.number(amount, "compound"))
        (node.before if node.form == "euros" else node.after).append(count)
        node.plural = True
        return node

    def country(self) -> list[str]:
        """name, adjective, people and capital of a country."""
        return self.rng.choice(self.countries)

    def state(self, depth: int) -> Node:
        """A country, now and then its capital for its government."""
        roll = self.rng.random()
        if roll < 0.15:
            return self._united()
        row = self.country()
        if roll < 0.3:
            return g.name(row[3].replace("_", " "))
        node = self._place_name(row[0])
        if row[0] == "Philippines":
            node.before.insert(0, g.determiner("the"))
        return node

    def _united(self) -> Node:
        """The United States and its like."""
        form = self.rng.choice(["US", "U.S.", "United States", "United States", "United Kingdom", "UK",
                                "United Arab Emirates"])
        *first, last = form.split()
        node = g.noun(last, False, last)
        if last in ("States", "Emirates"):
            node = g.noun(last, True, last[:-1])
            node.plural = False
        node.before = [g.determiner("the"), *(g.adjective(word, proper=True) for word in first)]
        return node

    def _place_name(self, text: str) -> Node:
        if "_" in text or " " not in text:
            return g.name(text.replace("_", " "))
        first, last = text.split()
        node = g.noun(last, False, last)
        node.before = [g.adjective(first, proper=True) if first == "Saudi" else g.noun(first, False, first, "compound")]
        return node

    def city(self, depth: int) -> Node:
        """A city, now and then ``the eastern city of X`` or ``northern X``."""
        name = g.name(self.pick("cities").replace("_", " "))
        roll = self.rng.random()
        if roll < 0.12:
            side = self.rng.choice(["eastern", "northern", "southern", "western", "besieged", "coastal"])
            kind = self.noun(self.rng.choice(["city", "town", "province", "region", "district"]))
            kind.before = [g.determiner("the"), g.adjective(side)]
            kind.after = [g.preposition("of", name, "nmod")]
            return kind
        if roll < 0.22:
            node = self._place_name(self.country()[0])
            node.before.insert(0, g.adjective(self.rng.choice(["northern", "eastern", "southern", "central"])))
            return node
        if roll < 0.3:
            capital = self.country()
            node = self.noun("capital")
            node.before = [g.determiner("the")]
            return g.set_off(node, g.name(capital[3].replace("_", " ")).as_("appos"))
        return name

    def demonym(self) -> Node:
        """``Russian``, ``South Korean``, ``US``."""
        if self.chance(0.15):
            form = self.rng.choice(["US", "U.S.", "UN", "EU", "NATO"])
            return g.noun(form, False, form, "compound")
        *first, last = self.country()[1].split()
        if first[:1] in (["Sri"], ["Sierra"]):  # flat as the country's name
            node = g.adjective(first[0])
            node.after.append(g.adjective(last, "flat"))
            return node
        node = g.noun("Zealand", False, "Zealand", "compound") if last == "Zealand" else g.adjective(last)
        node.before = [g.noun(word, False, word, "compound") for word in first]
        return node

    def actor(self, depth: int) -> Node:
        """Any actor as a subject or object; longer ones only near the top."""
        roll = self.rng.random()
        if roll < 0.25:
            return self.state(depth)
        if roll < 0.42:
            return self.person(depth)
        if roll < 0.55:
            return self.organization(depth)
        if roll < 0.68:
            return self.institution(depth)
        if roll < 0.8:
            return self.force(depth)
        if roll < 0.92 or depth >= DEEPEST:
            return self.officials(depth)
        return g.coordinate(self.state(depth), [self.state(depth) for _ in range(self.rng.choice([1, 1, 2]))], self.rng)

    def organization(self, depth: int) -> Node:
        """An organization by its name."""
        node = self.phrase(self.pick("organizations"), DEEPEST)
        node.plural = False  # "the United Nations has"
        return node

    def institution(self, depth: int) -> Node:
        """``the Russian government``, ``Israel's army``, ``Kyiv's foreign ministry``."""
        node = self.compound(self.pick("institutions"))
        if self.chance(0.35):
            node.before.insert(0, g.genitive(self._place_name(self.country()[0])))
        elif self.chance(0.8):
            node.before[:0] = [g.determiner("the"), self.demonym()]
        else:
            node.before.insert(0, g.determiner("the"))
        return node

    def officials(self, depth: int) -> Node:
        """``French diplomats``, ``opposition leaders in Caracas``."""
        node = self.compound(self.pick("officials"))
        node.human = True
        if self.chance(0.5):
            node.before.insert(0, self.demonym())
        elif self.chance(0.2):
            node.after.append(g.preposition("in", self.city(DEEPEST), "nmod"))
        elif self.chance(0.2):
            kind = self.rng.choice(["senior", "local", "military", "Western", "top", "striking", "exiled", "jailed"])
            modifier = g.adjective(kind)
            if kind in ("striking", "exiled", "jailed"):
                verb = self.verb({"striking": "strike", "exiled": "exile", "jailed": "jail"}[kind])
                passive = kind != "striking"
                modifier = g.verb_group(verb, "participle" if passive else "gerund", passive, False, False)
            node.before.insert(0, modifier.as_("amod"))
        return node

    def force(self, depth: int) -> Node:
        """``Russian troops``, ``Saudi-led coalition warplanes``, ``rebels loyal to X``."""
        node = self.compound(self.pick("forces"))
        node.human = node.form not in ("warplanes", "jets", "tanks", "drones", "helicopters", "warships")
        roll = self.rng.random()
        if roll < 0.4:
            node.before.insert(0, self.demonym())
        elif roll < 0.52:
            node = self._coalition(node)
        elif roll < 0.72 and depth <= DEEPEST:
            node.after.append(self._allegiance(depth))
        elif roll < 0.8:
            kind = self.rng.choice(["armed", "masked", "unidentified", "Islamist", "Shi'ite"])
            node.before.insert(0, g.adjective(kind))
        return node

    def _coalition(self, troops: Node) -> Node:
        """``US-backed rebels``, ``the Saudi-led coalition``, ``Saudi-led coalition warplanes``."""
        verb = self.verb("back" if self.chance(0.4) else "lead")
        led = g.verb_group(verb, "participle", True, False, False)
        form = self.pick("coalition")
        first = g.noun(form, False, form, "compound")
        if form in ("Saudi", "Russian", "Iranian", "American", "Kurdish", "French", "Turkish"):
            first = g.adjective(form, "compound")
        first.after.append(g.punct("-", "HYPH", glue_next=True))
        led.before = [first]
        led.deprel = "amod"
        if led.lemma == "back":
            troops.before.insert(0, led)
            return troops
        coalition = self.noun("coalition")
        if self.chance(0.5):
            troops.before[:0] = [led, coalition.as_("compound")]
            return troops
        coalition.before = [g.determiner("the"), led]
        return coalition

    def _allegiance(self, depth: int) -> Node:
        """``loyal to X``, ``backed by X``, ``from X``."""
        who = self.rng.choice([self.person, self.state, self.institution])(DEEPEST + 1)
        if self.chance(0.45):
            loyal = g.adjective(self.rng.choice(["loyal", "allied", "loyal"]))
            loyal.after.append(g.preposition("to", who, "obl"))
            return loyal
        if self.chance(0.7):
            verb = self.verb(self.rng.choice(["back", "support", "arm"]))
            backed = g.verb_group(verb, "participle", True, False, False)
            backed.after.append(g.preposition("by", who, "obl:agent"))
            return backed.as_("acl")
        return g.preposition("from", self.state(DEEPEST), "nmod")

    def people(self, depth: int) -> Node:
        """``at least 12 civilians``, ``two soldiers``, ``dozens of protesters``, ``a journalist``."""
        roll = self.rng.random()
        if roll < 0.15:
            node = self.compound(self.pick("persons"))
            node.before.insert(0, g.determiner("an" if (node.before or [node])[0].form[0] in "aeiou" else "a"))
            node.human = True
            return node
        node = self.compound(self.pick("victims"))
        node.human = True
        if roll < 0.3:
            many = self.noun(self.rng.choice(["dozens", "hundreds", "thousands", "scores"]))
            many.human = True
            many.after.append(g.preposition("of", node, "nmod"))
            return many
        if roll < 0.85:
            node.before.insert(0, self._count())
        if self.chance(0.25):
            place = 1 if node.before and node.before[0].upos == "NUM" else 0
            node.before.insert(place, g.adjective(self.rng.choice(["Russian", "Iraqi", "Afghan", "unarmed", "innocent",
                                                                   "Palestinian", "political", "local", "Kurdish"])))
        if self.chance(0.12) and depth <= DEEPEST:
            also = self.noun(self.rng.choice(["children", "women", "journalists", "civilians"]))
            also.before.append(self._count())
            g.set_off(node, g.preposition("including", also, "nmod"))
        return node

    def _count(self) -> Node:
        """``12``, ``at least 12``, ``more than 100``, ``about 50``."""
        amount = self.rng.choice([*NUMBER_WORDS, "12", "17", "23", "45", "100", "1,200"])
        node = g.number(amount)
        roll = self.rng.random()
        if roll < 0.3:
            least = Node("least", "least", "ADJ", "JJS", "Degree=Sup", "nmod", before=[g.function("at", "case")])
            node.before.append(least)
        elif roll < 0.45:
            more = Node("more", "more", "ADJ", "JJR", "Degree=Cmp", "advmod", after=[g.function("than", "fixed")])
            node.before.append(more)
        elif roll < 0.55:
            node.before.append(g.function(self.rng.choice(["about", "nearly", "some"]), "advmod", "ADV", "RB"))
        return node

    def name(self) -> Node:
        """Given and family name, now and then with one between, or the family name alone."""
        given, family = (part.split() for part in self.pick("names").split("|"))
        last, roll = self.rng.choice(family), self.rng.random()
        if roll < 0.25:
            return g.name(last)
        parts = [self.rng.choice(given), last]
        if roll < 0.4:
            parts.insert(1, self.rng.choice(given + family))
        return g.name(" ".join(parts))

    def person(self, depth: int) -> Node:
        """A person by name, with a title before or an appositive after or around it."""
        name = self.name()
        name.human = True
        roll = self.rng.random()
        if roll < 0.2 or depth > DEEPEST + 1:
            return name
        if roll < 0.4:
            name.before.append(self._title())
            if self.chance(0.4) and name.before[0].form not in COURTESY:
                name.before[0].before.insert(0, self.demonym())
            return name
        if roll < 0.55:
            role = self.compound(self.pick("roles")).as_("nmod:desc")
            if self.chance(0.6):
                role.before.insert(0, self.demonym())
            name.before.append(role)
            return name
        if roll < 0.75:
            return g.set_off(name, self.office(depth).as_("appos"))
        office = self.office(depth)
        office.human = True
        return g.set_off(office, name.as_("appos"))

    def _title(self) -> Node:
        words = self.pick("titles").split("_")
        head = g.noun(words[-1], False, words[-1], "nmod:desc")
        head.before = [g.adjective(w, proper=True) if w in ("Prime", "Foreign") else g.noun(w, False, w, "compound")
                       for w in words[:-1]]
        if words[0] == "Secretary":
            head = g.noun("Secretary", False, "Secretary", "nmod:desc")
            head.after.append(g.preposition("of", g.noun("State", False, "State"), "nmod"))
        return head

    def office(self, depth: int) -> Node:
        """``the head of the assembly``, ``Russia's foreign minister``, ``a spokesman for the army``."""
        roll = self.rng.random()
        if roll < 0.5:
            head = self.compound(self.pick("heads"))
            head.before.insert(0, g.determiner(self.rng.choice(["the", "the", "a"])))
            body = self.phrase(self.pick("bodies"), DEEPEST) if self.chance(0.7) else self.institution(DEEPEST)
            link = "for" if head.form.startswith("spokes") and self.chance(0.7) else "of"
            head.after.append(g.preposition(link, body, "nmod"))
            return head
        head = self.compound(self.pick("roles"))
        if self.chance(0.2):
            head.after.append(g.preposition(self.rng.choice(["in", "to"]), self.state(DEEPEST), "nmod"))
        owner = g.genitive(self._place_name(self.country()[0])) if roll < 0.8 else g.determiner("the")
        head.before.insert(0, owner)
        if roll >= 0.8:
            head.before.insert(1, self.demonym())
        return head

    def pair(self, depth: int) -> Node:
        """``Russia and Ukraine``, ``the government and the rebels``."""
        kind = self.rng.choice([self.state, self.state, self.force, self.institution, self.organization])
        return g.coordinate(kind(DEEPEST + 1), [self.rng.choice([self.state, kind])(DEEPEST + 1)], self.rng)

    def force_pair(self, depth: int) -> Node:
        """Two fighting sides."""
        return g.coordinate(self.force(DEEPEST + 1), [self.force(DEEPEST + 1)], self.rng)
