"""Dictionaries in the formats of PETRARCH and TABARI: actors, agents and verbs of others, read as our own.

What such a file says and ours can say is taken over; every line of which something is lost is told. Names stand there
in capitals with underscores, a list of synonyms below the first (``+NAME``), codes in brackets, with days of two-digit
years (``[AFGGOV 331108-730717]``, ``[AFGGOV <010101]``); agents are role nouns (``[~MIL]``). Verb patterns
(``- * {ARMS SHIPMENT} (TO +) [072]``) become frames: ``ship arms shipment to TARGET``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .. import cameo
from ..frames import INTRODUCERS, PARTICLES, FrameError, compile_frames
from ..inflection import verb_forms
from .actors import held, role_forms
from .records import Act, LexiconError, Name, Office

Tell = Callable[[LexiconError], object]

_CODE = re.compile(r"\[\s*([^\]\s]*)\s*([<>]?)\s*(\d{6}|\d{8})?\s*(?:-\s*(\d{6}|\d{8}))?\s*\]")
_COMMENT = re.compile(r"\s*[;#].*$")
_BLOCK = re.compile(r"---\s+(\S+)\s+\[([^\]]*)\]\s+---")
_PATTERN = re.compile(r"-\s+(.*?)\s*\[([^\]]*)\]")
_SET = re.compile(r"!\w+!")
_THIS_CENTURY = 30  # two-digit years up to this are of this century
#: Prepositions that a target may stand behind where a pattern does not say which.
_ANY = "to|for|with|on|against|in|from|of"


def holds(text: str) -> str | None:
    """What a file in these formats holds: ``verbs``, ``agents`` or ``actors``; None for a file in another."""
    if _BLOCK.search(text):
        return "verbs"
    if re.search(r"\[~|~\]", text):
        return "agents"
    return "actors" if _CODE.search(text) else None


def read_names(text: str, file: str, tell: Tell) -> Iterator[Name]:
    """The actors or agents of a file; what cannot be read is told."""
    kind, sets = holds(text), {}
    for number, lines in _entries(text):
        entry = f"{file}:{number}"
        if (match := re.match(r"(!\w+!)\s*=\s*(.*)", lines[0])) is not None:
            sets[match[1]] = [word.strip() for word in match[2].split(",") if word.strip()]
            continue
        try:
            if kind == "agents":
                yield from _agent(lines[0], entry, sets)
            else:
                yield from _actor(lines, entry)
        except LexiconError as error:
            tell(error)


def _entries(text: str) -> Iterator[tuple[int, list[str]]]:
    """Entries with the number of their first line: a name, with its synonyms and codes below."""
    number, lines = 0, []
    for at, raw in enumerate(text.splitlines(), 1):
        line = _COMMENT.sub("", raw).rstrip()
        if not line.strip():
            continue
        if line[0] in "+\t [" and lines:
            lines.append(line.strip())
            continue
        if lines:
            yield number, lines
        number, lines = at, [line.strip()]
    if lines:
        yield number, lines


def _actor(lines: list[str], entry: str) -> Iterator[Name]:
    names, offices = [], []
    for line in lines:
        name = line.partition("[")[0].strip().lstrip("+")
        names += [name] if name and not line.startswith("[") else []
        offices += [_office(match, entry) for match in _CODE.finditer(line)]
        if line.count("[") != len(_CODE.findall(line)):
            raise LexiconError(f"{entry}: {line[:60]!r} has no readable code; write it as [AFGGOV 010101-020202]")
    if not offices:
        raise LexiconError(f"{entry}: {names[0]!r} has no code; write one in brackets")
    dated = any(one.start != datetime.date.min or one.end != datetime.date.max for one in offices)
    kind = "person" if dated else "country" if len(offices[0].code) == 3 and offices[0].code.isalpha() else "group"
    for name in names:
        if text := _spelled(name):
            yield Name(text, kind, tuple(offices))


def _office(match: re.Match, entry: str) -> Office:
    code, sign, first, last = match.groups()
    start, end = (first, last) if last else (None, first) if sign == "<" else (first, None)
    try:
        days = [_day(day) if day else "" for day in (start, end)]
    except ValueError:
        raise LexiconError(f"{entry}: {match[0]!r} holds no day; write it as 010131 or 20010131") from None
    return held(code, *days, entry)


def _day(digits: str) -> str:
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > _THIS_CENTURY else "20") + digits
    return datetime.datetime.strptime(digits, "%Y%m%d").date().isoformat()


def _spelled(name: str) -> str:
    """``HAMID_KARZAI_`` as news writes it; what has three letters may be an abbreviation and keeps its capitals."""
    words = name.replace("_", " ").split()
    return " ".join(word if len(word) <= 3 and len(words) == 1 else word.title() for word in words)


def _agent(line: str, entry: str, sets: Mapping[str, list[str]]) -> Iterator[Name]:
    match = re.match(r"([^{\[]+)(\{[^}]*\})?\s*\[([^\]]*)\]", line)
    if match is None:
        raise LexiconError(f"{entry}: {line[:60]!r} is no agent; write it as FARMER [~AGR]")
    code = match[3].strip().replace("~", "")
    if not re.fullmatch(r"([A-Z]{3})+", code):
        raise LexiconError(f"{entry}: {match[3]!r} is no role; write three letters for each, as [~GOVMIL]")
    office = Office(code, datetime.date.min, datetime.date.max, entry)
    plural = (match[2] or "{}").strip("{}").split()
    for text in (match[1].strip(), *plural):
        for name in _substituted(text, sets):
            spelled = name.replace("_", " ").strip().lower()
            forms = [spelled] if match[2] else list(role_forms(spelled))
            yield from (Name(form, "role", (office,)) for form in forms if form)


def _substituted(name: str, sets: Mapping[str, list[str]]) -> list[str]:
    """``CATTLE!PERSON!`` with each word of the set."""
    if (match := _SET.search(name)) is None:
        return [name]
    words = sets.get(match[0], [])
    return [one for word in words for one in _substituted(name[: match.start()] + word + name[match.end() :], sets)]


# Verbs --------------------------------------------------------------------------------------------------------------


@dataclass
class _Block:
    """The verbs that share patterns, and the code of the bare verb."""

    code: str
    verbs: list[str]


def read_verbs(text: str, file: str, words: Mapping[str, tuple[str, ...]], tell: Tell) -> list[Act]:
    """The verb patterns of a file as acts, one a pattern; what cannot be said in a frame is told."""
    classes, acts, block, synonyms = dict(words), [], None, ""
    for number, raw in enumerate(text.splitlines(), 1):
        line, entry = re.sub(r"\s*[;#].*$", "", raw).strip(), f"{file}:{number}"
        try:
            if (match := _BLOCK.match(line)) is not None:
                block, synonyms = _Block(match[2], []), ""
            elif line.startswith("&"):
                synonyms, block = _class(line), None
                classes[synonyms] = ()
            elif line.startswith("+") and synonyms and block is None:
                classes[synonyms] += (line.lstrip("+").replace("_", " ").strip().lower(),)
            elif line.startswith("~"):
                raise LexiconError(f"{entry}: transformations are not read; write an operator (actions/*.yaml)")
            elif line.startswith("-") and block is not None:
                acts += _pattern(line, block, classes, entry)
            elif line and block is not None:
                verb, _, own = line.partition("[")  # a verb may have a code of its own
                forms = _verbs(verb)
                block.verbs += forms
                acts += _bare(forms[0], own.strip("] ") or block.code, classes, entry)
        except (LexiconError, FrameError, cameo.UnknownCode) as error:
            tell(error if isinstance(error, LexiconError) else LexiconError(f"{entry}: {error}"))
    return acts


def _class(line: str) -> str:
    return "their-" + line.split()[0].strip("&_").lower()


def _verbs(line: str) -> list[str]:
    """``SPEED {SPEEDS SPED}``: the verb, and those of its forms that are not regular."""
    base, _, rest = line.partition("{")
    verb = base.replace("_", " ").strip().lower().lstrip("+")
    if not verb or " " in verb:
        raise FrameError(f"a verb of several words ({verb!r}) is not read; write a frame for it")
    forms = [form.lower() for form in rest.strip("} ").split()]
    return [verb, *(form for form in forms if form not in verb_forms(verb))]


def _bare(verb: str, code: str, classes: Mapping[str, tuple[str, ...]], entry: str) -> list[Act]:
    """The verb alone, where it has a code."""
    return [] if code in ("", "---") else _acts(f"{verb} TARGET", code, classes, entry)


def _pattern(line: str, block: _Block, classes: Mapping[str, tuple[str, ...]], entry: str) -> list[Act]:
    match = _PATTERN.match(line)
    if match is None:
        raise LexiconError(f"{entry}: {line[:60]!r} is no pattern; write it as - * AID [070]")
    before, star, after = match[1].partition("*")
    if not star or before.replace("$", "").strip() not in ("", "+"):
        raise LexiconError(f"{entry}: words before the verb ({before.strip()}) cannot be asked for in a frame")
    if match[2] in ("---", ""):
        return []  # a pattern that keeps the verb silent: without a frame it is
    subject = "TARGET " if "+" in before else ""
    phrase = " ".join(_words(after))
    if "TARGET" not in phrase and not subject:
        phrase += f" {_ANY} TARGET" if phrase else " TARGET"
    return _acts(f"{subject}{'|'.join(block.verbs)} {phrase}", match[2], classes, entry)


def _words(after: str) -> Iterator[str]:
    """What follows the verb, as words of a frame: ``(TO +)`` is *to TARGET*, ``&WEAPON`` a word class."""
    for word in re.sub(r"[{}()]", " ", after).split():
        if word in ("+", "%"):
            yield "TARGET"
        elif word == "$":
            continue
        elif word.startswith("&"):
            yield "{" + _class(word) + "}"
        else:
            yield word.strip("_").replace("_", " ").lower()


def _acts(phrase: str, codes: str, classes: Mapping[str, tuple[str, ...]], entry: str) -> list[Act]:
    """A phrase as an act; ``072:073`` is its code and the target's own towards the source."""
    code, _, reverse = codes.partition(":")
    last = phrase.split()[-1]
    if last in INTRODUCERS and last not in PARTICLES:
        phrase += " TARGET"
    for one in filter(None, (code, reverse)):
        cameo.get(one)
    if not code:
        raise LexiconError(f"{entry}: only the target acts ({codes}); write it as a frame with SOURCE behind the verb")
    frames = tuple((frame, entry) for frame in compile_frames(" ".join(phrase.split()), "verb", classes))
    name = " ".join(phrase.split())
    return [Act(name, code, "", "", bool(reverse) and reverse == code, "" if reverse == code else reverse, False,
                frames, (), (), entry)]  # fmt: skip
