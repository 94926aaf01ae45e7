"""Stories in: CSV, JSONL, Parquet, text files, folders and standard input, read one story at a time.

Whatever is wrong with one story is told as a `Problem`, and the others go on.
"""

from eventcode.reading.problems import Problem
from eventcode.reading.stories import Reading, read_stories

__all__ = ["Problem", "Reading", "read_stories"]
