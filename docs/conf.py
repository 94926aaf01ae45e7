"""How the documentation is built: `make docs`. Notebooks are shown as committed, never executed."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import making  # noqa: E402

import eventcode  # noqa: E402

making.write(HERE / "generated")

project = "eventcode"
author = copyright = "The eventcode authors"
version = release = eventcode.__version__

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.autosummary"]
exclude_patterns = ["making", *making.borrowed.WRITTEN]
html_theme = "pydata_sphinx_theme"
html_title = "eventcode"
html_static_path = ["_static"]
html_css_files = ["eventcode.css"]
html_js_files = ["codes.js"]
html_sidebars = {"index": [], "generated/guide": [], "generated/commands": []}
html_copy_source = html_show_sourcelink = False
html_theme_options = {"navigation_depth": 2, "show_prev_next": False, "secondary_sidebar_items": ["page-toc"]}

nb_execution_mode = "off"
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
autosummary_generate = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
numpydoc_show_class_members = False
suppress_warnings = ["mystnb.unknown_mime_type"]
