"""The parser of arguments: help with examples, and *did you mean* for what was mistyped."""

from __future__ import annotations

import argparse
import difflib


class Parser(argparse.ArgumentParser):
    """Tells which word was probably meant where one is mistyped."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        words = [str(choice) for choice in action.choices]
        near = difflib.get_close_matches(str(value), words, 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(words)}"
        raise argparse.ArgumentError(action, f"there is no {value!r}; {hint}")

    def error(self, message: str):
        """As argparse has it, with the option that an unknown one is near to."""
        unknown = message.removeprefix("unrecognized arguments: ").split()
        if unknown and message.startswith("unrecognized") and unknown[0].startswith("--"):
            near = difflib.get_close_matches(unknown[0], self._option_string_actions, 1)
            message += f"; did you mean {near[0]}?" if near else ""
        super().error(message)

    def parse_known_args(self, args=None, namespace=None):
        """A command tells of its own unknown options: only it knows which there are."""
        namespace, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return namespace, unknown


def new_command(
    commands, name: str, help: str, examples: str, usage: str | None = None
) -> argparse.ArgumentParser:
    """A command in the list of them; ``examples`` are lines of a shell, which its help shows (and a test runs)."""
    lines = "".join(f"  {line.strip()}\n" for line in examples.strip().splitlines())
    return commands.add_parser(
        name, help=help, description=f"{help[0].upper()}{help[1:]}.", usage=usage, epilog=f"examples:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
