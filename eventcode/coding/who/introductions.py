"""How a sentence introduces somebody: a title, an appositive, a courtesy with a surname, an acronym in brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...event import Mention
from ...lexicon import pieces
from ...lexicon.names import FAMILY_FIRST
from ..trees.nounphrase import is_person_like, name_parts
from ..trees.syntax import is_verbal
from ..trees.tokens import Span, Token
from .memory import Memory
from .mentions import made, tokens_of
from .names import NameIndex
from .places import INTERNATIONAL, country_of

if TYPE_CHECKING:
    from .cast import Cast

_TITLES = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "OPP", "REB", "ELI"})
_VAGUE = frozenset({"leader", "chief", "head", "chairman", "spokesman"})
# Where somebody stands who acts or is acted upon.
_ACTING = ("nsubj", "nsubj:pass", "obl", "obl:agent")
COURTESY = frozenset({"mr", "ms", "mrs", "secretary"})


class Introductions:
    """Reads the introductions of a sentence into the story's memory."""

    def __init__(self, cast: Cast, index: NameIndex, memory: Memory):
        self._cast = cast
        self._index = index
        self._memory = memory

    def titled(self, person: Mention, sentence: Span) -> Mention:
        """*British Prime Minister Margaret Thatcher*: a title in the sentence wins where the table of offices knows no
        current one, or knows him in no government.
        """
        if person.kind != "person":
            return person
        tokens = list(tokens_of(sentence, person))
        code, title = self._inner_title(person) or self._outer_title(person, tokens)
        if not (code[3:6] in _TITLES or code[:3] in INTERNATIONAL):
            return person
        if code.endswith("ELI"):
            if person.code[3:] not in ("GOV", "GOVMIL"):
                return person  # what somebody once was does not tell what they are
        elif person.code[3:] and not person.code.endswith("ELI"):
            if code[3:6] != "GOV" and code[:3] not in INTERNATIONAL:
                return person
            code = person.code if person.code.startswith(code) else code
        titled = replace(person, code=code, note=f"titled {title}")
        for token in tokens:
            self._cast.place(token, titled)
        return titled

    def _inner_title(self, person: Mention) -> tuple[str, str] | None:
        """*President Fox, Pope Pius*: the title that is a part of the name in the dictionary, as ``(code, title)``."""
        first, *rest = [piece for piece, _, _ in pieces(person.text)]
        role = self._index.names.get((first,)) if rest else None
        code = role.on(self._memory.date)[0] if role is not None and role.kind in ("role", "group") else ""
        if code not in ("GOV", person.code[:3] + "GOV"):
            return None
        return person.code[:3] + "GOV", first

    def _outer_title(self, person: Mention, tokens: list[Token]) -> tuple[str, str]:
        """The title before or after a name, as ``(code, title)``; empty where there is none that tells of him."""
        name = tokens[0].doc[tokens[0].i : tokens[-1].i + 1]
        before = self._cast.mention_at(tokens[0].nbor(-1)) if tokens[0].i > 0 else None
        if before is not None and before.kind in ("seat", "group") and before.code[:3] == person.code[:3]:
            return before.code, before.text  # "U.S. Secretary of State Condoleezza Rice"
        role = self._title_of(name)
        actor = self._cast.roles.role(role) if role is not None and self._cast.mention_at(role).code else None
        if actor is None:
            return "", ""
        code = actor.code
        if code.startswith("---") or "country by" in actor.note:
            if person.code[:3] in INTERNATIONAL:  # "international envoy Kofi Annan"
                return "", ""
            if self._cast.mention_at(role).text.lower() in _VAGUE:  # "democracy leader", "party chief"
                return "", ""
            code = person.code[:3] + self._cast.roles.code_of(role, self._cast.mention_at(role))[0]
        elsewhere = code[:3] != person.code[:3] and role.i + 1 != tokens[0].i  # "Norwegian Prime Minister Gro ..."
        return ("", "") if elsewhere else (code, actor.text)

    def introduce(self, name: Span, sentence: Span) -> None:
        """An unknown name gets the code of its title or appositive, and the story remembers it."""
        role = self._title_of(name)
        actor = self._cast.roles.role(role) if role is not None else None
        if actor is None or actor.code.startswith("---"):
            actor = self._holder(name, actor)
        if actor is None:
            return
        offset = sentence.start_char
        mention = Mention(
            name.start_char - offset,
            name.end_char - offset,
            actor.code,
            name.text,
            actor.entry,
            "person",
            f"introduced as {actor.text}",
        )
        for token in name:
            self._cast.place(token, mention)
        words = tuple(piece for piece, _, _ in pieces(name.text))
        keys = (words, words[-1:], words[:1] if actor.code[:3] in FAMILY_FIRST else words)
        self._memory.names.update(dict.fromkeys(keys, mention))

    def _holder(self, name: Span, titled: Mention | None) -> Mention | None:
        """*Mr. Powell*, *President Pacheco*: who of that name is in office, by date and the countries in sight."""
        words = [piece for piece, _, _ in pieces(name.text)]
        courtesy = words[0] in COURTESY or name.doc[max(0, name.start - 1)].lower_.rstrip(".") in COURTESY
        if len(words) - (words[0] in COURTESY) != 1:
            return None
        if titled is None and not courtesy:
            return self._well_known(name)
        role = titled.code[3:6] if titled is not None else ""
        countries = self._in_sight(name[0].sent)
        found = self._index.holder(words[-1], self._memory.date, countries, role)
        if found is None:
            return None
        known = found[0][:3] in countries | INTERNATIONAL
        if not known and found[0][3:6] not in ("GOV", "ELI"):
            return None  # of somebody less known another Mr. Karim may be meant
        return made(name.root, found[0], "person", "holder by date and country", 0.15, found[1])

    def _well_known(self, name: Span) -> Mention | None:
        """*Rice said*: of a bare surname, who speaks or is spoken to, the only one of that name in a government now."""
        token = name[0]
        acts = token.dep_ in _ACTING and token.pos_ == "PROPN" and is_verbal(token.head)
        acts = acts and not name_parts(token)  # "John Chad" is no John
        found = self._index.governing(name.text.lower(), self._memory.date) if acts else None
        return made(token, found[0], "person", "in office that day", 0.25, found[1]) if found is not None else None

    def _in_sight(self, sentence: Span) -> set[str]:
        """The countries named so far, and those of the actors: *Mr. Abbas of the Fatah party*."""
        named = (mention for token in sentence if (mention := self._cast.mention_at(token)) is not None)
        actors = (*named, *self._memory.roster.values())
        return {*self._memory.in_sight, *(country_of(actor.code) for actor in actors)}

    def _title_of(self, name: Span) -> Token | None:
        """The role noun that introduces a name: right before it, in the phrase before a comma, or in the
        appositive after it.
        """
        doc, before, after = name.doc, name.start - 1, name.end
        if before < 0:
            return self._appositive_after(name) if after < len(doc) else None
        if self._cast.is_role(doc[before]):
            return doc[before]
        if doc[before].text in (",", "—", "–") and before > 0:
            node = doc[before - 1]
            for candidate in (node, *node.ancestors):
                if candidate.i >= before or candidate.pos_ == "VERB":
                    break
                if self._cast.is_role(candidate) and is_person_like(name):
                    return candidate
        return self._appositive_after(name) if after < len(doc) else None

    def _appositive_after(self, name: Span) -> Token | None:
        doc, end = name.doc, name.end
        if end + 3 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":  # "the Front (FF), a rebel group"
            end += 3
        if doc[end].text not in (",", "(", "—", "–"):
            return None
        for token in doc[end + 1 : end + 12]:
            if (
                token.text in (",", ".", ";", ")", "—")
                or token.pos_ in ("VERB", "AUX", "CCONJ")
                or token.lower_ in ("who", "which", "whose")
            ):
                return None
            if self._cast.is_role(token) and (token.i + 1 >= len(doc) or not self._cast.is_role(token.nbor())):
                return token
        return None

    def acronyms(self, sentence: Span) -> None:
        """*the Freedonian Front (FF)*: the story goes on with what stands in the brackets."""
        for token in sentence[1:-2]:
            if token.text != "(":
                continue
            long_form, short = self._cast.mention_at(token.nbor(-1)), token.nbor()
            if short.text.isupper() and short.nbor().text == ")" and long_form is not None:
                self._memory.names.update({tuple(piece for piece, _, _ in pieces(short.text)): long_form})
