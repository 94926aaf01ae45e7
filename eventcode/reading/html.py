"""Saved web pages: the story out of all that stands around it, by trafilatura (the extra ``html``)."""

from __future__ import annotations

from eventcode.extras import extra


def read_page(page: bytes) -> dict[str, str] | None:
    """What of a page is a story's: its ``text``, paragraphs parted by blank lines, its ``title``, ``date``, ``source``
    and ``url``, empty where the page does not tell; None where it holds no story.

    Raises MissingExtra where trafilatura is not installed.
    """
    with extra("html"):
        import trafilatura
    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not (found.text or "").strip():
        return None
    return {
        "text": "\n\n".join(line for line in found.text.splitlines() if line.strip()),
        "title": found.title or "",
        "date": found.date or "",
        "source": found.sitename or "",
        "url": found.url or "",
    }
