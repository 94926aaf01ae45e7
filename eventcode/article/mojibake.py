"""Letters that went through the wrong encoding: UTF-8 that was read as Windows-1252 (``Ã©`` for é, ``â€™`` for ’).

Only what no English news can mean is taken for it: the letters that UTF-8 begins with there, Â Ã Ä Å Ë â ð, with signs
behind them that do not follow a letter. The words around stay as they are, so that each keeps its place in the text.
"""

from __future__ import annotations

import re

#: The bytes 80 to BF, with which UTF-8 goes on, as they look when read so.
_BEHIND = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0))
_ANY = f"[{re.escape(_BEHIND)}]"

#: A run of such letters. A quotation mark may close a word that ends in Ä or Å, and is no sign of anything there.
MOJIBAKE = rf"(?:[ÂÃ]{_ANY}|[ÄÅ](?![’”]){_ANY}|Ë[†œ]|â{_ANY}{{2}}|ðŸ{_ANY}{{2}})+"
_RUN = re.compile(MOJIBAKE)
_BYTES = {sign: bytes([byte]) for byte, sign in enumerate(_BEHIND, 0x80)}


def mended(run: str) -> str:
    """What a run of `MOJIBAKE` was before; also where it went wrong twice.

    >>> mended("â€™"), mended("Ã¢â‚¬â„¢")
    ('’', '’')
    """
    while _RUN.fullmatch(run):
        run = b"".join(_BYTES.get(sign) or sign.encode("cp1252") for sign in run).decode("utf-8", errors="replace")
    return run


def windows_letter(control: str) -> str:
    """The letter that Windows has where Unicode has a control sign (``\\x92`` is ’); empty where it has none."""
    return control.encode("latin-1").decode("cp1252", errors="ignore")
