"""What a table was made of, and whether it can be made again: fingerprints of code, model, dictionaries and input."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import eventcode
from eventcode.analysis.table import TableError
from eventcode.reading.formats import files_in
from eventcode.reading.told import Told
from eventcode.scale.coded import Settings

PACKAGE = Path(eventcode.__file__).resolve().parent


def made_of(source: str, told: Told, settings: Settings, safe: bool = False) -> dict:
    """All that decides what the rows are, as the manifest tells it."""
    return {
        "eventcode": eventcode.__version__,
        "code": _of_folder(PACKAGE, ".py"),
        "model": _of_folder(_model()),
        "second_reader": _of_folder(PACKAGE / "model" / "meaning") if settings.second_reader else None,
        "dictionaries": {
            "shipped": _of_folder(PACKAGE / "dictionaries"),
            **{str(file): fingerprint(file)["sha256"] for file in (*settings.actors, *settings.actions)},
        },
        "input": {"name": str(source), **(fingerprint(source) if str(source) != "-" else {})},
        "options": {
            "date": told.date.isoformat() if told.date else None,
            "columns": dict(told.columns),
            "date_format": told.date_format,
            "actors": list(settings.actors),
            "actions": list(settings.actions),
            "include_unknown": settings.include_unknown,
            "safe_csv": safe,
        },
    }


def differences(before: dict, now: dict) -> list[str]:
    """What of two makings is not the same, in words; empty where all is."""
    found = []
    for name, was in before.items():
        value = now.get(name)
        if isinstance(was, dict) and isinstance(value, dict):
            found += [f"{name}: {one}" for one in differences(was, value)]
            found += [f"{name}: {key} is new" for key in value if key not in was]
        elif was != value:
            found.append(f"{name} was {_short(was)}, is {_short(value)}")
    return found


def check(manifest: str | Path) -> list[str]:
    """What stands in the way of making a table again, as its manifest tells it; empty where nothing does.

    Raises TableError where the file is no manifest.
    """
    path = Path(manifest)
    told = read_manifest(path)
    options = told["options"]
    settings = Settings(
        tuple(options["actors"]), tuple(options["actions"]), told["second_reader"] is not None,
        options["include_unknown"],
    )  # fmt: skip
    date = datetime.date.fromisoformat(options["date"]) if options["date"] else None
    said = Told(date, options["columns"], options["date_format"])
    source, found = told["input"]["name"], []
    needed = [*([source] if source != "-" else []), *settings.actors, *settings.actions]
    if source == "-":
        found = ["the stories came on standard input, which nobody can give again"]
    elif gone := [name for name in needed if not os.path.exists(name)]:
        found = [f"{name}: no such file; it is looked for from the folder you are in" for name in gone]
    else:
        before = {key: value for key, value in told.items() if key not in ("counts", "output")}
        found = differences(before, made_of(source, said, settings, options["safe_csv"]))
    return found + _of_output(path.with_name(told["output"]["name"]), told["output"])


def read_manifest(path: Path) -> dict:
    """A manifest as it stands in its file. Raises TableError where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TableError(f"{path}: no manifest can be read here ({error}); give the .manifest.json file") from None
    if not isinstance(told, dict) or not {"input", "options", "output", "counts"} <= told.keys():
        raise TableError(f"{path}: this is no manifest; give the .manifest.json file beside a table of events")
    return told


def _of_output(output: Path, told: dict) -> list[str]:
    if not output.exists():
        return [f"{output}: the table is gone"]
    same = fingerprint(output)["sha256"] == told["sha256"]
    return [] if same else [f"{output}: the table was changed after it was made"]


# Fingerprints ---------------------------------------------------------------------------------------------------------


def fingerprint(path: str | Path) -> dict:
    """SHA-256 and bytes of a file, or of the files of a folder that are read, their names among it."""
    path = Path(path)
    if path.is_dir():
        files = files_in(path)
        return {"sha256": _of_files(path, files), "bytes": sum(file.stat().st_size for file in files)}
    with open(path, "rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": os.fstat(file.fileno()).st_size}


def _of_folder(folder: Path, suffix: str = "") -> str:
    return _of_files(folder, _inside(folder, suffix))


def _inside(folder: Path, suffix: str) -> Iterator[Path]:
    """The files of a folder, leaving out what Python keeps there for itself."""
    for file in sorted(folder.rglob(f"*{suffix}")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


def _of_files(folder: Path, files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(folder).as_posix()}\0{fingerprint(file)['sha256']}\n".encode())
    return whole.hexdigest()


def _model() -> Path:
    return Path(os.environ.get("EVENTCODE_MODEL") or PACKAGE / "model")


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text[:12] if len(text) == 64 else text
