"""Reads and proves the dictionaries: one frozen Lexicon of names, roles, acts and the composition table.

Every entry remembers its file and line, and every error names them. The formats are told in ``dictionaries/README.md``.
"""

from .loading import Lexicon
from .records import Act, Home, LexiconError, Name, Office, SectorRule
from .words import Piece, pieces

__all__ = ["Act", "Home", "Lexicon", "LexiconError", "Name", "Office", "Piece", "SectorRule", "pieces"]
