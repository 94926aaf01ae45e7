"""The CAMEO ontology as data: code, label, definition, parent, quad class, Goldstein weight, PLOVER equivalent.

The table is ``dictionaries/cameo.csv``; its definitions are this project's own. Choices where sources differ:

- **Codes.** CAMEO 1.1b3 as ICEWS uses it (312 codes), five codes that the 1.1b3 codebook has and ICEWS lacks (155,
  176, 1834, 1951, 1952), and 1214 of older lists: 318 in all, so that any data set's codes can be read. No source
  gives these six a weight; they carry their nearest ancestor's.
- **Goldstein** weights are the current codebook's; the scale of 2007, still used in places, differs in 016, 124,
  1241, 1246, 163, 164 and 166.
- **Quad class** is the ICEWS cut by root; ``scheme="penta"`` is Phoenix's, where statements and appeals (01, 02) are a
  class 0 of their own and reduced relations (16) verbal conflict.
- **PLOVER** follows the conversion table of September 2021 as published, odd entries included (085 has the mode
  ``ease``, 175 ``pro_autocracy``). The table maps DEMAND (10) to REQUEST and leaves out 01 and 02, which PLOVER's
  manual drops. Statements (01) stay empty. Appeals (02) become REQUEST, which as used covers requests of any force,
  with the mode and context of the matching demand (0253 as 1053). 155 and 176 follow their roots in context ``cyber``,
  1834 follows 1833, 1951 and 1952 follow 195.

Codes are strings everywhere: ``"010"`` read as a number is 10, another code. Where a text gives no detail, the code is
the root plus 0: a fight of an unnamed kind is 190.
"""

from __future__ import annotations

import csv
import difflib
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = [
    "QUAD_CLASSES", "Code", "UnknownCode", "ancestors", "children", "codes", "describe", "get", "goldstein", "plover",
    "quad_class", "root", "search", "unspecified",
]  # fmt: skip

#: Names of the quad classes under each scheme, in order of class.
QUAD_CLASSES = {
    "icews": {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"},
    "penta": {
        0: "neutral",
        1: "verbal cooperation",
        2: "material cooperation",
        3: "verbal conflict",
        4: "material conflict",
    },
}

FIELDS = ("code", "label", "definition", "goldstein", "plover", "plover_mode", "plover_context")


class UnknownCode(KeyError, ValueError):
    """Something that is no CAMEO code was given as one. It is a ``KeyError`` and a ``ValueError``."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError alone would show the message's repr


@dataclass(frozen=True)
class Code:
    """One CAMEO code, with its ``label`` and our ``definition``.

    ``parent`` is the next shorter code (``131`` for ``1312``), empty for a root; ``root`` is the two-digit category.
    ``quad_class`` is 1 to 4 by the ICEWS cut; ``goldstein`` runs from -10 (conflict) to 10 (cooperation).
    ``plover`` is the PLOVER event category, empty where there is none; ``plover_mode`` and ``plover_context`` refine
    it, several contexts being joined by ``;``.
    """

    code: str
    label: str
    definition: str
    parent: str
    root: str
    quad_class: int
    goldstein: float
    plover: str = ""
    plover_mode: str = ""
    plover_context: str = ""


def get(code: str) -> Code:
    """The entry of a code.

    Parameters
    ----------
    code : str
        Two to four digits.

    Returns
    -------
    Code

    Raises
    ------
    UnknownCode
        For anything else, with what was probably meant.

    Examples
    --------
    >>> get("0253").label
    'Appeal for release of persons or property'
    >>> get("99")
    Traceback (most recent call last):
    eventcode.cameo.UnknownCode: unknown CAMEO code '99'; codes run from 01 to 2042
    """
    table = _table()
    if isinstance(code, str) and code in table:
        return table[code]
    raise UnknownCode(_complaint(code, table))


def codes() -> tuple[str, ...]:
    """All codes in codebook order, each parent before its children.

    Returns
    -------
    tuple of str
        318 codes.

    Examples
    --------
    >>> codes()[:4], len(codes())
    (('01', '010', '011', '012'), 318)
    """
    return tuple(_table())


def root(code: str) -> str:
    """The two-digit root of a code.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    str

    Examples
    --------
    >>> root("1312")
    '13'
    """
    return get(code).root


def unspecified(code: str) -> str:
    """The code given when nothing but the root is known: the root plus 0.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    str

    Examples
    --------
    >>> unspecified("19"), unspecified("194")
    ('190', '190')
    """
    return root(code) + "0"


def quad_class(code: str, scheme: str = "icews") -> int:
    """The quad class of a code.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.
    scheme : str
        ``icews`` (1 to 4) or ``penta``, Phoenix's cut (0 to 4); ``QUAD_CLASSES[scheme]`` names the classes.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        For another scheme.

    Examples
    --------
    >>> quad_class("163"), quad_class("163", "penta")
    (4, 3)
    """
    if scheme not in QUAD_CLASSES:
        raise ValueError(f"unknown quad class scheme {scheme!r}; known are {', '.join(QUAD_CLASSES)}")
    return _quad_class(root(code), scheme)


def goldstein(code: str) -> float:
    """The Goldstein weight of a code.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    float
        From -10 (conflict) to 10 (cooperation).

    Examples
    --------
    >>> goldstein("190"), goldstein("07")
    (-10.0, 7.0)
    """
    return get(code).goldstein


def plover(code: str) -> str:
    """The PLOVER event category of a code.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    str
        Empty for statements (01), which PLOVER does not code.

    Examples
    --------
    >>> plover("130"), plover("010")
    ('THREATEN', '')
    """
    return get(code).plover


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a code, nearest first.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    tuple of str
        Empty for a root.

    Examples
    --------
    >>> ancestors("1312")
    ('131', '13')
    """
    parent = get(code).parent
    return (parent, *ancestors(parent)) if parent else ()


def children(code: str) -> tuple[str, ...]:
    """The codes right below a code, in order.

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    tuple of str
        Empty where there are none.

    Examples
    --------
    >>> children("131")
    ('1311', '1312', '1313')
    """
    get(code)  # an unknown code has no children, but must not pass for a leaf
    return tuple(entry.code for entry in _table().values() if entry.parent == code)


def search(words: str) -> tuple[Code, ...]:
    """The codes told with all of these words, in whatever form (*arrested*, *arrests*), nearest first.

    A label that has the words goes before a definition that has them, and a short label before a long one.

    Parameters
    ----------
    words : str
        English words, separated by blanks.

    Returns
    -------
    tuple of Code
        Empty where no code is told so.

    Examples
    --------
    >>> [entry.code for entry in search("arrest")][:1]
    ['173']
    """
    asked = _plain_words(words)
    ranked = [(rank, entry) for entry in _table().values() if (rank := _rank(asked, entry))]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0])) if asked else ()


def near_words(words: str) -> list[str]:
    """For each word the nearest one of the codebook, where any is near: what may have been meant by words it lacks."""
    known = sorted({word for entry in _table().values() for word in _plain_words(f"{entry.label} {entry.definition}")})
    return [found for word in _plain_words(words) for found in difflib.get_close_matches(word, known, 1, 0.75)]


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _rank(asked: list[str], entry: Code) -> int:
    """The words of a label that has all those asked for, 100 where the definition is needed, 0 where one is missing."""
    label, definition = _plain_words(entry.label), _plain_words(entry.definition)
    if all(any(same_word(word, other) for other in label) for word in asked):
        return len(label)
    return 100 * all(any(same_word(word, other) for other in (*label, *definition)) for word in asked)


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: *negotiate*, *negotiations*; short words must be equal, but for an s."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return long in (short, short + "s")
    stem = short.rstrip("ey") if len(short) > 4 else short
    return long.startswith(stem) and len(long) - len(stem) <= 5


def describe(code: str) -> str:
    """What a reader needs to know of a code, as text of several lines (``eventcode codebook 1312``).

    Parameters
    ----------
    code : str
        A CAMEO code; anything else raises `UnknownCode`.

    Returns
    -------
    str

    Examples
    --------
    >>> print(describe("190").splitlines()[0])
    190  Use conventional military force
    """
    entry = get(code)
    penta = quad_class(code, "penta")
    lines = [f"{entry.code}  {entry.label}", "", *textwrap.wrap(entry.definition, 88), ""]
    chain = [f"{above} {get(above).label}" for above in reversed(ancestors(code))]
    lines += _listed("within", chain)
    lines.append(f"quad class  {entry.quad_class} {QUAD_CLASSES['icews'][entry.quad_class]}"
                 + (f" (penta class {penta} {QUAD_CLASSES['penta'][penta]})" if penta != entry.quad_class else ""))
    lines.append(f"Goldstein   {entry.goldstein:+.1f}" if entry.goldstein else "Goldstein   0.0")
    lines.append(f"PLOVER      {_plover_text(entry)}")
    siblings = [other for other in children(entry.parent) if other != code] if entry.parent else []
    lines += _listed("beside it", [f"{other} {get(other).label}" for other in siblings])
    lines += _listed("below it", [f"{other} {get(other).label}" for other in children(code)])
    return "\n".join(lines)


def _plover_text(entry: Code) -> str:
    if not entry.plover:
        return "none: PLOVER does not code statements"
    refinements = (("mode", entry.plover_mode), ("context", entry.plover_context.replace(";", " and ")))
    return ", ".join([entry.plover, *(f"{name} {value}" for name, value in refinements if value)])


def _listed(heading: str, items: list[str]) -> list[str]:
    """The items one a line, the first after the heading; nothing where there are none."""
    return [f"{heading if n == 0 else '':<12}{item}" for n, item in enumerate(items)]


def _complaint(code: object, table: dict[str, Code]) -> str:
    """Why ``code`` is no CAMEO code, and what was probably meant."""
    if not isinstance(code, str):
        return (f"CAMEO codes are strings, got {code!r} ({type(code).__name__}); a number loses the leading zero "
                '("010" becomes 10), so read the column of codes as text')
    shown = code if len(code) <= 20 else code[:20] + "..."
    near = ", ".join(f"{found} ({table[found].label})" for found in _near(code, table))
    return f"unknown CAMEO code {shown!r}; " + (f"near ones: {near}" if near else "codes run from 01 to 2042")


def _near(code: str, table: dict[str, Code]) -> list[str]:
    """Up to five codes that may have been meant: spaces or a lost zero put right, the code above, look-alikes."""
    bare = code.strip()[:6]
    above = [bare[:length] for length in range(len(bare) - 1, 1, -1)]
    candidates = [bare, "0" + bare, *above[:1], *difflib.get_close_matches(bare, table, n=4), *above[1:]]
    return [found for found in dict.fromkeys(candidates) if found in table][:5]


def _quad_class(root: str, scheme: str) -> int:
    """Compares roots as two-character strings, which sort like their numbers."""
    if scheme == "penta" and root <= "02":
        return 0
    if scheme == "penta" and root == "16":
        return 3
    return 1 if root <= "05" else 2 if root <= "08" else 3 if root <= "13" else 4


@lru_cache(maxsize=1)
def _table() -> dict[str, Code]:
    """The codes by name, read once, on first use."""
    path = files("eventcode") / "dictionaries" / "cameo.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return read_table(lines, str(path))


def read_table(lines: Iterable[str], name: str = "cameo.csv") -> dict[str, Code]:
    """Read and prove a table of codes in CSV with the columns of ``FIELDS``; an error names file and line."""
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != FIELDS:
        raise ValueError(f"{name}:1: the columns must be {','.join(FIELDS)}")
    table: dict[str, Code] = {}
    for row in reader:
        try:
            entry = _entry(row, table)
        except ValueError as problem:
            raise ValueError(f"{name}:{reader.line_num}: {problem}") from None
        table[entry.code] = entry
    return table


def _entry(row: dict, table: dict[str, Code]) -> Code:
    """One row as a ``Code``; its parent must stand above it in the file."""
    if None in row or None in row.values():
        raise ValueError(f"a row has {len(FIELDS)} cells; quote a cell that holds a comma")
    code, parent = row["code"], row["code"][:-1] if len(row["code"]) > 2 else ""
    if not (code.isdecimal() and 2 <= len(code) <= 4):
        raise ValueError(f"a code is two to four digits, not {code!r}")
    if code in table:
        raise ValueError(f"code {code} stands here a second time; keep one")
    if parent and parent not in table:
        raise ValueError(f"code {code} needs its parent {parent} above it")
    if not (row["label"] and row["definition"]):
        raise ValueError(f"code {code} needs a label and a definition")
    try:
        weight = float(row["goldstein"])
    except ValueError:
        raise ValueError(f"the Goldstein weight of {code} is no number: {row['goldstein']!r}") from None
    if not -10 <= weight <= 10:
        raise ValueError(f"the Goldstein weight of {code} is beyond -10 to 10: {weight}")
    return Code(
        code, row["label"], row["definition"], parent, code[:2], _quad_class(code[:2], "icews"), weight,
        row["plover"], row["plover_mode"], row["plover_context"],
    )
