"""Codes that the coding rules accept for each other, whatever the sentence: each has a form that all of them share."""

from __future__ import annotations

from eventcode import cameo

#: Taking territory counts as fighting, bombing from the air as fighting from the air, precise or not.
_ACTS = {"192": "190", "1951": "195", "1952": "195"}

#: Of these, one organisation is as good as another.
_INTERNATIONAL = ("IGO", "NGO", "NGM")

#: Separatists and insurgents are rebels; a government and the people are their country.
_ROLES = {"SEP": "REB", "INS": "REB", "GOV": "", "CVL": ""}


def forgiving(actor: str) -> str:
    """The form of an actor code under which accepted variants are the same.

    ``USA``, ``USAGOV`` and ``USACVL``; ``IGO`` and any of its organisations; separatists, insurgents and rebels;
    Yugoslavia and Serbia. What follows the first role is left aside.

    Parameters
    ----------
    actor : str

    Returns
    -------
    str

    Examples
    --------
    >>> forgiving("USAGOV"), forgiving("IGOUNO"), forgiving("UKRSEP")
    ('USA', 'IGO', 'UKRREB')
    """
    if actor[:3] in _INTERNATIONAL:
        return actor[:3]
    country, role = actor[:3], actor[3:6]
    return ("SRB" if country == "YUG" else country) + _ROLES.get(role, role)


def act_form(code: str) -> str:
    """The form of a CAMEO code under which accepted variants are the same.

    Parameters
    ----------
    code : str

    Returns
    -------
    str

    Examples
    --------
    >>> act_form("1951"), act_form("192"), act_form("010")
    ('195', '190', '010')
    """
    return _ACTS.get(code, code)


def category(act: str) -> str:
    """The PLOVER category of an act: of a CAMEO code (empty for statements, which PLOVER leaves out), or the act
    itself where it is one already."""
    return cameo.plover(act) if act[:1].isdigit() else act
