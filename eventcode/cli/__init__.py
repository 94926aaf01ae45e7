"""The command line: one module a command, which says what the command takes (`add`) and does it (`run`).

Exit status: 0 when the command did its work, also where stories had to be skipped (they are told on standard error);
1 when a dictionary was read and does not hold; 2 when nothing could be read, or the command itself is at fault; 130
when it was interrupted.
"""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    try:
        # Here, for it takes half a second, in which Ctrl-C is to end as quietly as later.
        from eventcode.cli.commands import run

        return run(arguments)
    except BrokenPipeError:  # whoever reads our output, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("eventcode: interrupted", file=sys.stderr)
        return INTERRUPTED
