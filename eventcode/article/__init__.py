"""A newspaper page, saved as text or markdown: what of it is the story, in clean words, and when it was published."""

from eventcode.article.cleaning import CleanText, clean
from eventcode.article.layout import Paragraph, body_spans, layout
from eventcode.article.pages import Article, Passage, passages, read_article

__all__ = ["Article", "CleanText", "Paragraph", "Passage", "body_spans", "clean", "layout", "passages", "read_article"]
