"""The targets under atheris, led by coverage: ``python -m tests.fuzz.atheris_run TARGET [SUFFIX] [libFuzzer options]``.

    python -m tests.fuzz.atheris_run stories .csv -max_total_time=600

A case that it finds is written as ``crash-...``; keep it as ``found/TARGET-what-it-is.SUFFIX``.
"""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["eventcode.article", "eventcode.reading", "eventcode.analysis"]):
        from tests.fuzz import targets

    name, *rest = arguments
    target = getattr(targets, name)
    if name in ("stories", "dictionary", "tables"):
        suffix, *rest = rest
        once = lambda data: target(data, suffix)  # noqa: E731
    else:
        once = lambda data: target(data.decode("utf-8", "replace"))  # noqa: E731
    atheris.Setup([sys.argv[0], *rest], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
