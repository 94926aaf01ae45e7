"""Coded sentences and articles to measure by, and how near a coding comes to them.

    develop = read_gold("data/gold/own", part="develop")
    verdicts = judge(develop, coder.code(develop.stories))
    levels(verdicts)        # precision, recall and F1 with intervals
    roots(verdicts)         # the same for each CAMEO root
    costs(verdicts)         # the classes of error, each with what it costs

`agreement` compares two codings that are peers; here one of them is right, and says which others it accepts.
"""

from eventcode.analysis.gold.accepted import act_form, forgiving
from eventcode.analysis.gold.codings import Coding, as_coding, read_coding, write_tuples
from eventcode.analysis.gold.errors import confusion, costs, examples
from eventcode.analysis.gold.evaluation import Scores, changes, compared, read_scores, scores_of, write_scores
from eventcode.analysis.gold.matching import LEVELS, Verdict, judge, right
from eventcode.analysis.gold.reading import read_gold
from eventcode.analysis.gold.records import PARTS, Case, Gold, Label
from eventcode.analysis.gold.scoring import dates, groups, levels, quiet, roots

__all__ = [
    "LEVELS", "PARTS", "Case", "Coding", "Gold", "Label", "Scores", "Verdict", "act_form", "as_coding", "changes",
    "compared", "confusion", "costs", "dates", "examples", "forgiving", "groups", "judge", "levels", "quiet",
    "read_coding", "read_gold", "read_scores", "right", "roots", "scores_of", "write_scores", "write_tuples",
]  # fmt: skip
