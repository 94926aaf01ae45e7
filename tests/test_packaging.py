"""The frame: pyproject.toml, environment.yml, Makefile and changes agree with each other and with the package."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import eventcode
from eventcode.extras import MissingExtra, extra

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "eventcode"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

#: What conda-forge calls differently from PyPI.
CONDA_NAMES = {"duckdb": "python-duckdb"}


def test_environment_asks_for_what_pyproject_asks_for():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["notebooks"], *extras["html"], *extras["dev"]]
    renamed = {re.sub(r"^[\w-]+", lambda name: CONDA_NAMES.get(name[0], name[0]), line) for line in wanted}
    listed = {line for line in environment["dependencies"] if isinstance(line, str)}
    assert listed == renamed | {f"python{PROJECT['requires-python']}", "pip"}


#: Extras of those who know that they want them: clusters, and the makers of eventcode.
SPECIAL = ("all", "dask", "spark", "dev", "docs", "train", "nli")


def test_all_means_all_that_a_user_needs():
    extras = PROJECT["optional-dependencies"]
    assert extras["all"] == [f"eventcode[{','.join(name for name in extras if name not in SPECIAL)}]"]


def test_every_extra_that_is_named_exists():
    named = {name for path in PACKAGE.rglob("*.py") for name in re.findall(r'with extra\("(\w+)"\)', path.read_text())}
    assert named and named <= set(PROJECT["optional-dependencies"])


def test_a_missing_extra_says_how_to_install_it(monkeypatch):
    for name in [*sys.modules]:
        if name.startswith("eventcode.analysis.plots"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in [name for name in sys.modules if name.startswith("matplotlib.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r"^matplotlib is not installed; .* pip install 'eventcode\[notebooks\]'$"):
        importlib.import_module("eventcode.analysis.plots")


def test_a_fault_of_ours_is_no_missing_extra():
    with pytest.raises(ModuleNotFoundError, match="eventcode.nowhere"), extra("notebooks"):
        importlib.import_module("eventcode.nowhere")


def test_a_folder_called_eventcode_hides_nothing(tmp_path):
    """As a script meets it that lies beside the clone."""
    (tmp_path / "eventcode" / "eventcode").mkdir(parents=True)
    (tmp_path / "script.py").write_text("import eventcode; print(eventcode.__version__)", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, env=clean, capture_output=True, text=True)
    assert (run.stdout.strip(), run.stderr) == (eventcode.__version__, "")


def test_coding_asks_for_no_torch():
    extras = PROJECT["optional-dependencies"]
    brought = [*PROJECT["dependencies"], *extras["notebooks"], *extras["dev"]]
    assert not any("torch" in line for line in brought)
    assert any(line.startswith("torch") for line in extras["train"])


def test_the_newest_changes_are_those_of_this_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released, _, unfinished = eventcode.__version__.partition(".dev")
    heading = f"## {released}, not yet released" if unfinished else f"## {released}"
    assert re.findall("^## .*", changes, re.MULTILINE)[0] == heading


def test_every_data_file_is_packaged():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    folders = {pattern.split("/")[0] for pattern in settings["package-data"]["eventcode"]}
    files = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file())
    data = [path for path in files if path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts]
    assert [str(path) for path in data if path.parts[0] not in folders] == []


def test_every_package_folder_is_a_package():
    with_code = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [str(folder) for folder in with_code if not (folder / "__init__.py").exists()] == []


def test_weights_are_small_enough():
    model = PACKAGE / "model"
    assert sum(path.stat().st_size for path in model.rglob("*") if path.is_file()) <= 60_000_000


@pytest.mark.parametrize("target", ["demo", "test", "test-all", "lab", "lint", "docs", "bench", "gold", "help"])
def test_make_knows(target):
    assert re.search(rf"^{target}:.*## \w", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_make_test():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").strip().splitlines()[-1].startswith("make test")


def test_licence_and_notice():
    assert "The eventcode authors" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_wheel_works_outside_the_clone(tmp_path):
    """Built, unpacked beside the libraries that are here, and used from a folder that knows nothing of the clone."""
    pip, site = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"], tmp_path / "site"
    built = subprocess.run([*pip, "wheel", "--no-deps", "-w", tmp_path, ROOT], capture_output=True, text=True)
    if built.returncode:
        pytest.skip(f"no wheel can be built here: {built.stderr.strip().splitlines()[-1]}")
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size <= 60_000_000
    subprocess.run([*pip, "install", "--no-deps", "--target", site, wheel], check=True)
    (tmp_path / "eventcode").mkdir()  # as a clone has it
    clean = {**os.environ, "PYTHONPATH": str(site)}

    def run(*arguments):
        done = subprocess.run([sys.executable, *arguments], cwd=tmp_path, env=clean, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    coded = "*eventcode.code('France condemned Turkey.', '2019-05-13')[0]"
    program = f"import eventcode; print(eventcode.__file__, {coded})"
    assert run("-c", program).split() == [str(site / "eventcode" / "__init__.py"), "2019-05-13", "FRA", "111", "TUR"]
    for line in ("sample mini -o stories.csv", "code stories.csv -o events.csv", "show events.csv",
                 "aggregate events.csv dyads -o dyads.csv", "plot events.csv network -o network.svg",
                 "convert events.csv events.parquet", "codebook arrest"):  # fmt: skip
        run("-m", "eventcode", *line.split())
    assert (tmp_path / "network.svg").stat().st_size > 1000
