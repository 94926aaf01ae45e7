"""Regular and irregular forms of English verbs and nouns.

Dictionary entries are written in the base form; text is not. Matching on generated forms instead of on the parser's
lemmas keeps a rare verb the lemmatizer never saw (*decried*) as findable as a common one.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

_VOWELS = "aeiou"
# Two-syllable verbs stressed on the last one double their consonant as one-syllable verbs do.
_DOUBLING = frozenset(
    "admit commit submit permit compel expel repel rebel propel refer defer confer prefer transfer occur recur deter "
    "concur incur disbar abet regret forget begin control patrol extol equip kidnap omit transmit remit rebut format "
    "acquit impel".split()
)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, ...]]:
    """Base form -> further forms, from ``dictionaries/irregular.txt`` (one word a line, base form first)."""
    text = resources.files("eventcode").joinpath("dictionaries/irregular.txt").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {base: tuple(forms) for base, *forms in rows}


def _is_short(word: str) -> bool:
    """One syllable ending consonant-vowel-consonant, as in *ban*, *shut*; *w*, *x* and *y* never double."""
    return (
        len(word) >= 3
        and word[-1] not in _VOWELS + "wxy"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in word) == 1
    )


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def verb_forms(base: str) -> frozenset[str]:
    """All forms of a verb: ``vow`` -> vow, vows, vowed, vowing."""
    doubled = base + base[-1] if {base, base.removeprefix("re")} & _DOUBLING or _is_short(base) else base
    if base.endswith("e"):
        past, participle = base + "d", (base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing")
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        past, participle = base[:-1] + "ied", base + "ing"
    else:
        past, participle = doubled + "ed", doubled + "ing"
    if base.endswith(("ee", "ye", "oe")):
        participle = base + "ing"
    forms = {base, _with_s(base), past, participle, *_irregular().get(base, ())}
    if base.endswith("l"):  # British and American: cancelled, canceled
        forms |= {base + "led", base + "ling", base + "ed", base + "ing"}
    return frozenset(forms)


def noun_forms(base: str) -> frozenset[str]:
    """Singular and plural of a noun: ``embassy`` -> embassy, embassies. A plural base (``troops``) also gives its
    singular.
    """
    forms = {base, _with_s(base), *_irregular().get(base, ())}
    if base.endswith("ies"):
        forms.add(base[:-3] + "y")
    elif base.endswith("s") and not base.endswith("ss"):
        forms.add(base[:-1])
    if base.endswith("man"):
        forms.add(base[:-3] + "men")
    elif base.endswith("men"):
        forms.add(base[:-3] + "man")
    return frozenset(forms)
