"""The command line, from the parsers' own help."""

from __future__ import annotations

import os
from unittest import mock

from eventcode.cli.commands import command_line

_HEAD = """\
# Command line

{description} Every command has `--help`, which is what stands here.

| command | |
|---|---|
"""


def pages() -> dict[str, str]:
    """One page: the commands, each with its help."""
    with mock.patch.dict(os.environ, {"COLUMNS": "88"}):  # argparse wraps its help to the terminal
        return {"commands.md": _page()}


def _page() -> str:
    parser = command_line()
    choices = parser._subparsers._group_actions[0]
    told = {action.dest: action.help for action in choices._choices_actions}
    lines = [f"| [{name}](#eventcode-{name}) | {told[name]} |" for name in choices.choices]
    for name, command in choices.choices.items():
        lines += ["", f"(eventcode-{name})=", f"## eventcode {name}", ""]
        lines += ["```text", command.format_help().rstrip(), "```"]
    return _HEAD.format(description=parser.description) + "\n".join(lines) + "\n"
