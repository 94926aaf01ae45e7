"""``python -m eventcode.analysis.gold``: labels, without a word of the text, of coded sentences."""

from __future__ import annotations

import argparse
from pathlib import Path

from eventcode.analysis.gold.standoff import part_of_line, read_lines, sentence_hash, stand_off, write_lines


def main(arguments: list[str] | None = None) -> int:
    """Make labels of coded sentences; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m eventcode.analysis.gold", description="Coded sentences in, labels without a word of them out."
    )
    parser.add_argument("coded", nargs="+", help="JSON lines with id, date, text and events")
    parser.add_argument("--lines", help="the whole corpus, one sentence a line: gives each label its part")
    parser.add_argument("-o", "--output", required=True, help="the file for the labels")
    args = parser.parse_args(arguments)
    parts: dict[str, str] = {}
    if args.lines:
        corpus = Path(args.lines).read_text(encoding="utf-8").split("\n")
        parts = {sentence_hash(line): part_of_line(number) for number, line in enumerate(corpus)}
    coded = (record for path in args.coded for record in read_lines(path))
    count = write_lines(args.output, (stand_off(one, parts.get(sentence_hash(one["text"]), "")) for one in coded))
    print(f"{count:,} labels written to {args.output}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
