"""Long names in a template sentence: lists of ministers and states, parties with their acronyms, offices around names.

Labels as EWT has them: a title or bare office before a name is ``nmod:desc`` of the name, and an owner before a
capitalised title hangs on the name too (``Louisiana's Governor Blanco``); after an article or a possessive pronoun the
office heads the phrase and the name is its ``appos`` (``the guitarist Brian Jones``, ``their reporter Ahmed Mansour``).
"""

from __future__ import annotations

from eventcode.training import grammar as g
from eventcode.training.actors import COURTESY, DEEPEST, Actors
from eventcode.training.grammar import Node


class Names(Actors):
    """Draws actors whose names are long."""

    def actor(self, depth: int) -> Node:
        """An actor, one in six with a long name near the top of the sentence."""
        if depth > 1 or not self.chance(0.17):
            return super().actor(depth)
        makers = [self.ministers, self.ministers_of, self.counterparts, self.many, self.many, self.sides, self.shared,
                  self.party, self.party, self.group, self.group, self.aged, self.kin, self.some_of, self.some_of]
        return self.rng.choice(makers)(depth)

    def ministers(self, depth: int) -> Node:
        """``Foreign Ministers X of A, Y of B and Z of C``, ``Senators X and Y``."""
        title = self.compound(self.pick("plural_titles")).as_("nmod:desc")
        listed = [self.name() for _ in range(self.rng.choice([2, 2, 3]))]
        if title.form != "Senators":
            for name in listed:
                name.after.append(g.preposition("of", self.state(DEEPEST), "nmod"))
        first = g.coordinate(listed[0], listed[1:], self.rng)
        first.before.insert(0, title)
        first.human = True
        return first

    def ministers_of(self, depth: int) -> Node:
        """``the foreign ministers of A, B and C``."""
        node = self.compound(self.pick("plural_heads"))
        node.before.insert(0, g.determiner("the"))
        node.after.append(g.preposition("of", self.states(), "nmod"))
        node.human = True
        return node

    def states(self, fewest: int = 2) -> Node:
        """Two to four states in a row."""
        count = self.rng.choice([fewest, 3, 3, 4])
        return g.coordinate(self.state(DEEPEST), [self.state(DEEPEST) for _ in range(count - 1)], self.rng)

    def counterparts(self, depth: int) -> Node:
        """``A's Prime Minister X and his B counterpart Y``."""
        name, other = self.name(), self.noun("counterpart")
        name.before.append(self._office_title())
        if self.chance(0.6):
            name.before.insert(0, g.genitive(self._place_name(self.country()[0])))
        else:
            name.before[0].before.insert(0, self.demonym())
        other.before = [g.determiner(self.rng.choice(["his", "his", "her"])), self.demonym()]
        if self.chance(0.3):
            g.set_off(other, self.name().as_("appos"))
        elif self.chance(0.8):
            other.after.append(self.name().as_("appos"))
        name.human = True
        return g.coordinate(name, [other], self.rng)

    def _office_title(self) -> Node:
        """``Prime Minister``, no ``Mr``."""
        return next(title for title in iter(self._title, None) if title.form not in COURTESY)

    def many(self, depth: int) -> Node:
        """Three and more actors of one kind: states, armies, parties, persons."""
        kind = self.rng.choice([self.state, self.state, self.state, self.institution, self.organization, self.faction,
                                self.officials])
        count = self.rng.choice([2, 2, 3])
        return g.coordinate(kind(DEEPEST + 1), [kind(DEEPEST + 1) for _ in range(count)], self.rng)

    def faction(self, depth: int) -> Node:
        """``the Greens``, ``the ruling Liberal Party``."""
        return self.literal(self.pick("factions").split(), DEEPEST)

    def sides(self, depth: int) -> Node:
        """``the armies of A and B``, ``delegations from A, B and C``."""
        node = self.noun(self.rng.choice(["armies", "governments", "leaders", "navies", "parliaments"]))
        node.before.append(g.determiner("the"))
        link = "of"
        if self.chance(0.3):
            node, link = self.noun(self.rng.choice(["delegations", "diplomats", "envoys", "troops"])), "from"
        node.after.append(g.preposition(link, self.states(), "nmod"))
        return node

    def shared(self, depth: int) -> Node:
        """``Russian, Iranian and Syrian troops``, ``government and rebel forces``."""
        node = self.noun(self.rng.choice(["troops", "officials", "diplomats", "soldiers", "negotiators", "warplanes"]))
        node.human = node.form != "warplanes"
        if self.chance(0.3):
            sides = [self.noun_modifier(word) for word in self.rng.sample(["government", "rebel", "army", "police",
                                                                           "militia", "opposition"], 2)]
        else:
            sides = [self.demonym() for _ in range(self.rng.choice([2, 2, 3]))]
        label = "amod" if sides[0].upos == "ADJ" else "compound"
        node.before = [g.coordinate(sides[0], sides[1:], self.rng).as_(label)]
        return node

    def party(self, depth: int) -> Node:
        """``the Northern Workers' Party (NWP)``, now and then its members."""
        words, acronym = self.pick("parties").split("|")
        node = self.phrase("the " + words, DEEPEST)
        g.set_off(node, g.name(acronym, "appos"), "(")
        return node

    def group(self, depth: int) -> Node:
        """``the rebel group ABC``, ``a militia known as the Lions``, ``ABC fighters``, ``the bloc, known as ABC,``."""
        words, acronym = self.pick("parties").split("|")
        full = self.phrase("the " + words, DEEPEST)
        short = g.name(acronym)
        roll = self.rng.random()
        if roll < 0.25:
            node = self.noun(self.rng.choice(["fighters", "leaders", "militants", "members", "officials"]))
            node.before, node.human = [short.as_("compound")], True
            return node
        node = self.literal(self.pick("groups").split(), DEEPEST)
        if roll < 0.5:
            node.after.append(short.as_("appos"))
            return node
        called = self._called(self.rng.choice([full, full, short]))
        if self.chance(0.25):
            return g.set_off(node, called)
        node.after.append(called)
        return node

    def _called(self, name: Node) -> Node:
        """``known as X``, ``called X``, ``calling itself X``."""
        roll = self.rng.random()
        if roll < 0.6:
            node = g.verb_group(self.verb("know"), "participle", True, False, False)
            node.after.append(g.preposition("as", name, "obl"))
        elif roll < 0.8:
            node = g.verb_group(self.verb("call"), "participle", True, False, False)
            node.after.append(name.as_("xcomp"))
        else:
            node = g.verb_group(self.verb("call"), "gerund", False, False, False)
            itself = Node("itself", "itself", "PRON", "PRP",
                          "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes", "obj")
            node.after = [itself, name.as_("xcomp")]
        return node.as_("acl")

    def aged(self, depth: int) -> Node:
        """``X, 54, a former general,`` and ``X, leader of the movement and an ally of Y,``."""
        name = self.name()
        name.human = True
        if self.chance(0.4):
            g.set_off(name, g.number(str(self.rng.randint(23, 79)), "amod"))
            if self.chance(0.5):
                return name
            name.after[-1].after.pop()
        office = self.office(DEEPEST)
        if self.chance(0.5):
            ally = self.literal(self.pick("allies").split(), DEEPEST)
            ally.after.append(g.preposition("of", self.person(DEEPEST + 2), "nmod"))
            g.coordinate(office, [ally], self.rng)
        return g.set_off(name, office.as_("appos"))

    def kin(self, depth: int) -> Node:
        """``the opposition leader X``, ``its chief negotiator Y``, ``former president and general Z``."""
        name = self.name()
        role = self.compound(self.pick("roles"))
        roll = self.rng.random()
        if roll > 0.85:
            name.before = [g.genitive(self._place_name(self.country()[0])), self._office_title()]
            name.human = True
            return name
        if roll < 0.6:
            owner = self.rng.choice([g.determiner("the"), g.determiner("its"), g.determiner("their"),
                                     g.genitive(self._place_name(self.country()[0]))])
            role.before.insert(0, owner)
            role.after.append(name.as_("appos"))
            role.human = True
            return role
        role.before.insert(0, g.adjective(self.rng.choice(["former", "former", "exiled", "veteran"])))
        if roll < 0.8:
            g.coordinate(role, [self.compound(self.rng.choice(["general", "lawyer", "rebel_commander", "diplomat"]))],
                         self.rng)
        name.before.append(role.as_("nmod:desc"))
        name.human = True
        return name

    def some_of(self, depth: int) -> Node:
        """``one of the rebel leaders``, ``most of the prisoners``, ``hundreds of X``, ``a group of X``."""
        word = self.pick("parts")
        *article, last = word.split()
        forms = {
            "one": g.number("one"), "most": Node("most", "most", "ADJ", "JJS", "Degree=Sup"),
            "many": g.adjective("many"), "several": g.adjective("several"),
            "some": Node("some", "some", "DET", "DT", "PronType=Ind"),
        }
        node = g.number(last) if last in ("two", "three") else forms.get(last) or self.noun(last)
        node.before = [g.determiner(form) for form in article]
        node.plural = last not in ("one", "group", "member", "delegation", "crowd")
        node.human = True
        whole = self.officials(DEEPEST) if self.chance(0.5) else self.force(DEEPEST + 1)
        if not article and not (whole.before and whole.before[0].deprel in ("det", "nmod:poss")):
            if last not in ("hundreds", "dozens", "thousands", "scores") or self.chance(0.3):
                whole.before.insert(0, g.determiner("the"))
        node.after.append(g.preposition("of", whole, "nmod"))
        return node
