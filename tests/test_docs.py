"""The documentation: what is made from the code holds all of it, and what is written by hand points to what exists."""

import importlib
import json
import posixpath
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from eventcode import cameo
from eventcode.analysis.table import COLUMNS
from eventcode.cli.commands import command_line
from eventcode.lexicon import Lexicon

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
READ_IN_BOTH = [DOCS / name for name in ("guide.md", "house.md", "limits.md")]
WRITTEN = sorted({*DOCS.glob("*.md")} - {*READ_IN_BOTH})


#: A link to another file, and the part of it that is meant; pictures are none.
LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^):\s#]+)(?:#([^)\s]+))?\)")


@pytest.fixture(scope="module")
def making():
    sys.path.insert(0, str(DOCS))
    yield importlib.import_module("making")
    sys.path.remove(str(DOCS))


@pytest.fixture(scope="module")
def pages(making):
    return making.pages()


def test_the_codebook_has_every_code(pages):
    table = pages["codebook/index.md"]
    for code in cameo.codes():
        entry, page = cameo.get(code), pages[f"codebook/{cameo.root(code)}.md"]
        section = page.split(f"(cameo-{code})=")[1].split("(cameo-")[0]
        assert f"# {code} {entry.label}" in section
        kind = cameo.QUAD_CLASSES["icews"][entry.quad_class]
        assert all(told in section for told in (entry.definition, kind, entry.plover, f"{abs(entry.goldstein):.1f}"))
        assert f"| [{code}]({entry.root}.md#cameo-{code}) | {entry.label} |" in table


def test_the_codebook_has_every_frame_and_proof(pages):
    book = "\n".join(text for name, text in pages.items() if name.startswith("codebook/"))
    for act in Lexicon.default().acts:
        assert all(f"`{frame.text}`" in book for frame, _ in act.frames)
        assert all(sentence.replace("$", r"\$").strip() in book for sentence in (*dict(act.fires), *act.quiet))


def test_every_command_is_told_with_its_options(pages):
    page = pages["commands.md"]
    for name, command in command_line()._subparsers._group_actions[0].choices.items():
        section = page.split(f"## eventcode {name}\n")[1].split("\n## ")[0]
        assert all(option in section for option in command._option_string_actions)


def test_every_public_name_is_in_the_reference(making, pages):
    reference = "\n".join(text for name, text in pages.items() if name.startswith("api/"))
    for room in making.reference.ROOMS:
        for name in making.reference.public(room):
            assert re.search(rf"^\.\. auto(class|function):: {name}$", reference, re.MULTILINE)


def test_every_notebook_is_shown_as_it_is(pages):
    assert {name for name in pages if name.endswith(".ipynb")} == {
        f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")
    }
    assert re.search(r'^nb_execution_mode = "off"$', (DOCS / "conf.py").read_text(), re.MULTILINE)


def test_every_figure_of_a_notebook_has_words_for_those_who_do_not_see_it(pages):
    told = []
    for name in (name for name in pages if name.endswith(".ipynb")):
        cells = json.loads(pages[name])["cells"]
        drawn = [cell for cell in cells if any("image/png" in out.get("data", ()) for out in cell.get("outputs", ()))]
        told += [cell["metadata"]["mystnb"]["image"]["alt"] for cell in drawn]
    assert all(told) and "mirror: Washington and Caracas: give and take" in told


def anchors(text):
    """What a page's headings are called in links."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_links_lead_somewhere(pages):
    made = {f"generated/{name}": text for name, text in pages.items()}
    texts = made | {path.name: path.read_text(encoding="utf-8") for path in WRITTEN}
    for name, text in texts.items():
        for target, part in LINK.findall(text) if name.endswith(".md") else ():
            place = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            assert place in texts, f"{name}: {target}"
            assert not part or part in anchors(texts[place]) or f"({part})=" in texts[place], f"{name}: {target}#{part}"


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *READ_IN_BOTH], ids=lambda path: path.name
)
def test_links_lead_somewhere_in_the_repository_too(path):
    for target, part in LINK.findall(path.read_text(encoding="utf-8")):
        place = path.parent / target
        assert place.exists(), target
        assert not part or part in anchors(place.read_text(encoding="utf-8")), f"{target}#{part}"


def test_every_page_is_in_a_list(pages):
    lists = "\n".join([*(path.read_text(encoding="utf-8") for path in WRITTEN), *pages.values()])
    listed = {line.strip().removeprefix("generated/") for line in lists.splitlines()}
    for page in map(PurePosixPath, [*pages, *(path.name for path in WRITTEN if path.name != "index.md")]):
        assert page.suffix == ".ipynb" or listed & {str(page.with_suffix("")), page.stem}, page


def test_the_guide_tells_every_column():
    guide = (DOCS / "guide.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if not re.search(rf"^\|[^|]*`{name}`", guide, re.MULTILINE)] == []


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path):
    pytest.importorskip("sphinx", reason="the documentation needs pip install '.[docs]'")
    pytest.importorskip("myst_nb", reason="the documentation needs pip install '.[docs]'")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
