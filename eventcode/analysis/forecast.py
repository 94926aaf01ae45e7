"""Will material conflict in a dyad rise next month? An example of forecasting with event data, and an honest one.

Conflict that rose last month tends to fall back, and a dyad without conflict can only rise, so a model that knows
nothing of politics can look clever. Beside it stand three baselines that know just that: how often conflict rose at
all (``base_rate``), how often it rose after it had risen, fallen or stayed (``persistence``), and how often it rose
from such a level (``level``). Everything is tested as it would have been used: each forecast is made with months that
were over by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from eventcode.analysis.door import checked
from eventcode.analysis.filters import state
from eventcode.extras import extra

with extra("notebooks"):
    from sklearn.base import ClassifierMixin, clone
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

#: The quad classes as columns of counts, in order of class.
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")

#: What a forecast is compared with.
BASELINES = ("base_rate", "persistence", "level")

_KEY = ["actor", "target"]


@dataclass(frozen=True)
class Forecast:
    """A model of rising conflict, how it did against the baselines, and what it says of the month after the last.

    ``scores`` has a row for the model and each baseline: ``brier`` (mean squared error of the probability; lower is
    better), ``auc`` (how well cases are ordered; 0.5 is chance) and ``accuracy`` (at a probability of one half).
    ``predictions`` are the single forecasts behind it: dyad, the month forecast, whether conflict ``rose``, and each
    probability. ``next_month`` has the model's probability for the coming month, the likeliest first. ``weights`` tell
    what a linear model looked at (per standard deviation; empty for other models). ``gain`` is by how much the Brier
    score of the ``best_baseline`` is above the model's, averaged over months, and ``gain_error`` its standard error.
    """

    scores: pd.DataFrame
    predictions: pd.DataFrame
    next_month: pd.DataFrame
    weights: pd.Series
    best_baseline: str
    gain: float
    gain_error: float

    @property
    def beats_baselines(self) -> bool:
        """Whether the gain is more than twice its standard error."""
        return self.gain > 2 * self.gain_error

    @property
    def verdict(self) -> str:
        """The comparison in a sentence."""
        brier = self.scores["brier"]
        verb = "beats" if self.beats_baselines else "does not beat"
        return (
            f"the model {verb} the best baseline ({self.best_baseline}): Brier score {brier['model']:.3f} against "
            f"{brier[self.best_baseline]:.3f}, persistence {brier['persistence']:.3f}; gain by month {self.gain:+.4f} "
            f"with a standard error of {self.gain_error:.4f}, {len(self.predictions):,} forecasts"
        )


def forecast(
    events: pd.DataFrame,
    key: Callable[[str], str] = state,
    min_events: int = 10,
    train_share: float = 0.5,
    refit: int = 6,
    model: ClassifierMixin | None = None,
) -> Forecast:
    """Forecast for every dyad and month whether its material conflict (quad class 4) will rise in the next.

    Parameters
    ----------
    events : DataFrame
        Events, one a row; their last month should be complete.
    key : function
        Makes an actor of an actor code; states where not given.
    min_events : int
        A dyad counts from the month by which it has had so many events.
    train_share : float
        The share of the months, the first ones, that only train; the rest are forecast in turn.
    refit : int
        After how many months the model is trained anew.
    model : sklearn classifier, optional
        With probabilities; a logistic regression where not given.

    Returns
    -------
    Forecast
        The scores beside those of the baselines, the single forecasts, and the coming month.

    Raises
    ------
    ValueError
        Where there are too few months, or conflict never or always rises in those for training.

    Examples
    --------
    >>> forecast(events)
    Traceback (most recent call last):
        ...
    ValueError: there are 0 months of dyads with 10 events or more; a test needs at least four: give more events, or a
    lower min_events
    """
    panel = monthly_dyads(events, key)
    table = _with_features(panel)
    table = table[table["known"] >= min_events].reset_index(drop=True)
    judged = table[table["rose"].notna()].assign(rose=lambda rows: rows["rose"].astype(bool))
    months = np.sort(judged["number"].unique())
    start = int(len(months) * train_share)
    if start < 2 or len(months) - start < 2:
        raise ValueError(
            f"there are {len(months)} months of dyads with {min_events} events or more; a test needs at least four: "
            "give more events, or a lower min_events"
        )
    if model is None:
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    blocks = [_forecast_block(judged, block, model) for block in _blocks(months[start:], refit)]
    predictions = pd.concat(blocks, ignore_index=True)
    fitted = _fitted(model, judged)
    coming = table[table["rose"].isna()]
    return Forecast(
        _scores(predictions), predictions, _coming(coming, fitted), _weights(fitted), *_compared(predictions)
    )


def monthly_dyads(events: pd.DataFrame, key: Callable[[str], str] = state) -> pd.DataFrame:
    """Events of every directed dyad by month and quad class, months without an event included.

    A dyad's months run from its first event to the last month of the table. Events whose month is not known (dated to a
    year) or whose actor is not (``---``) are left out.

    Parameters
    ----------
    events : DataFrame
        Events, one a row.
    key : function
        Makes an actor of an actor code; states where not given.

    Returns
    -------
    DataFrame
        Columns ``actor, target, month`` (its first day), ``n`` and `QUADS`.

    Raises
    ------
    ValueError
        For a table that lacks a column.

    Examples
    --------
    >>> monthly_dyads(events)[["actor", "target", "month", "n"]].tail(3)
      actor target      month  n
    7   VEN    VEN 2019-01-01  1
    8   VEN    VEN 2019-02-01  0
    9   VEN    VEN 2019-03-01  1
    """
    if missing := [column for column in (*_KEY, "date", "quad_class") if column not in events.columns]:
        raise ValueError(f"the events have no column {', '.join(missing)}; give a table of events")
    events = checked(events)
    frame = events.assign(actor=events["actor"].map(key), target=events["target"].map(key))
    known = ~frame["actor"].isin(["", "---"]) & ~frame["target"].isin(["", "---"])
    dated = frame["date_precision"] != "year" if "date_precision" in frame.columns else True
    frame = frame[known & dated]
    number = frame["date"].dt.year * 12 + frame["date"].dt.month - 1
    counts = frame.groupby([*_KEY, number.rename("number"), "quad_class"]).size().unstack("quad_class", fill_value=0)
    total = counts.sum(axis=1)
    counts = counts.reindex(columns=range(1, 5), fill_value=0).set_axis(QUADS, axis=1).assign(n=total)
    full = _all_months(counts.index)
    panel = counts.reindex(full, fill_value=0).reset_index()
    days = pd.to_datetime({"year": panel["number"] // 12, "month": panel["number"] % 12 + 1, "day": 1})
    return panel.assign(month=days.astype("datetime64[s]"))[[*_KEY, "month", "n", *QUADS]]


def _all_months(index: pd.MultiIndex) -> pd.MultiIndex:
    """Every month of each dyad from its first on to the last of all."""
    seen = index.to_frame(index=False)
    firsts = seen.groupby(_KEY, as_index=False)["number"].min()
    last = seen["number"].max() if len(seen) else 0
    lengths = (last - firsts["number"] + 1).to_numpy(dtype=int)
    rows = firsts.loc[firsts.index.repeat(lengths)]
    steps = np.concatenate([np.arange(length) for length in lengths]) if len(lengths) else np.empty(0, dtype=int)
    return pd.MultiIndex.from_arrays([rows["actor"], rows["target"], rows["number"] + steps], names=[*_KEY, "number"])


def _with_features(panel: pd.DataFrame) -> pd.DataFrame:
    """The panel with what is known at the end of each month, and whether conflict rose in the next (missing for the
    last)."""
    conflict = panel["material_conflict"]
    by_dyad = panel.groupby(_KEY, sort=False)
    frame = panel[[*_KEY, "month"]].assign(
        number=panel["month"].dt.year * 12 + panel["month"].dt.month,
        conflict=conflict,
        change=by_dyad["material_conflict"].diff().fillna(0),
        known=by_dyad["n"].cumsum(),
    )
    for name in QUADS:
        frame[f"now: {name}"] = np.log1p(panel[name])
        recent = by_dyad[name].rolling(6, min_periods=1).mean()
        frame[f"half a year: {name}"] = np.log1p(recent.reset_index(level=_KEY, drop=True))
    frame["before: material_conflict"] = np.log1p(by_dyad["material_conflict"].shift(1).fillna(0))
    frame["from the other side: material_conflict"] = np.log1p(_reverse(panel))
    frame["all dyads: n"] = np.log1p(panel.groupby("month")["n"].transform("sum"))
    ahead = by_dyad["material_conflict"].shift(-1)
    frame["rose"] = (ahead > conflict).astype("boolean").mask(ahead.isna())
    return frame


def _reverse(panel: pd.DataFrame) -> np.ndarray:
    """This month's material conflict from the target against the actor."""
    counts = panel.set_index([*_KEY, "month"])["material_conflict"]
    turned = pd.MultiIndex.from_frame(panel[["target", "actor", "month"]])
    return counts.reindex(turned, fill_value=0).to_numpy()


def _features(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[column for column in frame.columns if ": " in column]]


def _blocks(months: np.ndarray, size: int) -> list[np.ndarray]:
    return [months[at : at + size] for at in range(0, len(months), size)]


def _forecast_block(judged: pd.DataFrame, months: np.ndarray, model: ClassifierMixin) -> pd.DataFrame:
    """Forecasts of a few months, by models and baselines that know only months whose outcome was known before them."""
    past = judged[judged["number"] < months[0]]
    now = judged[judged["number"].isin(months)]
    if past["rose"].nunique() < 2:
        raise ValueError("material conflict never rises in the months for training, or always; give more events")
    rates = {"base_rate": lambda rows: np.zeros(len(rows)), "persistence": lambda rows: np.sign(rows["change"]),
             "level": lambda rows: np.digitize(rows["conflict"], (1, 3, 6, 12))}  # fmt: skip
    found = {"model": _fitted(model, past).predict_proba(_features(now))[:, 1]}
    found |= {name: _rate(past, now, group) for name, group in rates.items()}
    return now[[*_KEY]].assign(month=now["month"] + pd.offsets.MonthBegin(), rose=now["rose"], **found)


def _fitted(model: ClassifierMixin, rows: pd.DataFrame) -> ClassifierMixin:
    return clone(model).fit(_features(rows), rows["rose"].to_numpy(dtype=bool))


def _rate(past: pd.DataFrame, now: pd.DataFrame, group: Callable[[pd.DataFrame], np.ndarray]) -> np.ndarray:
    """How often conflict rose in the past among rows of the same group; one case more at the overall rate keeps it off
    0 and 1.
    """
    overall = past["rose"].mean()
    sums = past["rose"].astype(float).groupby(np.asarray(group(past))).agg(["sum", "size"])
    rates = (sums["sum"] + overall) / (sums["size"] + 1)
    return pd.Series(np.asarray(group(now))).map(rates).fillna(overall).to_numpy()


def _scores(predictions: pd.DataFrame) -> pd.DataFrame:
    truth = predictions["rose"].to_numpy(dtype=bool)
    both = 0 < truth.mean() < 1
    rows = {}
    for name in ("model", *BASELINES):
        probability = predictions[name].to_numpy()
        rows[name] = {
            "brier": brier_score_loss(truth, probability, pos_label=True),
            "auc": roc_auc_score(truth, probability) if both else np.nan,
            "accuracy": ((probability > 0.5) == truth).mean(),
        }
    return pd.DataFrame(rows).T.rename_axis("forecast")


def _compared(predictions: pd.DataFrame) -> tuple[str, float, float]:
    """The best baseline, the model's gain on it by month, and that gain's standard error (months being the cases)."""
    errors = {name: (predictions[name] - predictions["rose"]) ** 2 for name in ("model", *BASELINES)}
    best = min(BASELINES, key=lambda name: errors[name].mean())
    gains = (errors[best] - errors["model"]).groupby(predictions["month"]).mean()
    return best, float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(len(gains)))


def _coming(rows: pd.DataFrame, fitted: ClassifierMixin) -> pd.DataFrame:
    probability = fitted.predict_proba(_features(rows))[:, 1] if len(rows) else np.empty(0)
    frame = rows[[*_KEY]].assign(month=rows["month"] + pd.offsets.MonthBegin(), conflict_now=rows["conflict"],
                                 probability=probability)  # fmt: skip
    return frame.sort_values(["probability", *_KEY], ascending=[False, True, True]).reset_index(drop=True)


def _weights(fitted: ClassifierMixin) -> pd.Series:
    last = fitted[-1] if hasattr(fitted, "steps") else fitted
    if not hasattr(last, "coef_"):
        return pd.Series(dtype=float, name="weight")
    names = fitted[0].get_feature_names_out() if hasattr(fitted, "steps") else fitted.feature_names_in_
    weights = pd.Series(last.coef_[0], index=names, name="weight")
    return weights.sort_values(key=abs, ascending=False)
