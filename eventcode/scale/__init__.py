"""Many stories: on one machine or many, with nothing lost when something breaks.

One path for all: `stream` codes stories in order, in this process or in several; a story that cannot be coded costs
itself alone. `run` keeps what comes on the disk as it goes (`journal`), goes on with a run that was broken off, and
says in a manifest what a table was made of. :mod:`eventcode.scale.dask` and :mod:`eventcode.scale.spark` code the
partitions of a cluster; they are imported where they are used.
"""

from eventcode.scale.coded import Coded, Settings, code_story
from eventcode.scale.run import Broken, Summary, code_file
from eventcode.scale.workers import stream

__all__ = ["Broken", "Coded", "Settings", "Summary", "code_file", "code_story", "stream"]
