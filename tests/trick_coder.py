"""The command line with a coder that knows one trick, for tests that break runs: ``python tests/trick_coder.py code``.

Processes that are spawned from it run it too, as ``__mp_main__``, and have the same coder.
"""

import os
import sys
import time

from eventcode.event import Event
from eventcode.scale import journal
from eventcode.scale.coded import Settings


class TrickCoder:
    """An event in every story that says "met"; those that say so raise, kill their process, or take their time."""

    def events(self, story):
        if "raise" in story.text:
            raise RecursionError("too deep")
        if "kill" in story.text:
            os._exit(9)
        if "slow" in story.text:
            time.sleep(0.005)
        names = zip(("FRA", "DEU"), ("DEU", "FRA"), strict=True)
        return [Event(story.id, 0, story.date, *pair, sentence=story.text) for pair in _triples(names, story)]


def _triples(names, story):
    return [(source, "040", target) for source, target in names] if "met" in story.text else []


if __name__ in ("__main__", "__mp_main__"):
    journal.SAVE_SECONDS = 0.2  # tests do not wait
    Settings.coder = lambda settings: TrickCoder()

if __name__ == "__main__":
    from eventcode.cli import main

    sys.exit(main(sys.argv[1:]))
