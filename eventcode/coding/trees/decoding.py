"""From scores to trees: the best tree with one root, and the label of each arc."""

from __future__ import annotations

import numpy as np

_NEVER = -1e9


def heads_of(scores: np.ndarray) -> np.ndarray:
    """The head of every word in the highest-scoring tree with exactly one root.

    ``scores[i, j]`` is how well word ``j`` would be the head of word ``i``; word 0 is the root and has no head.
    Returns an array of heads, its first cell 0. Nearly always the best head of each word already makes a tree.
    """
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores, _NEVER)
    heads = scores.argmax(axis=1)
    heads[0] = 0
    if is_tree(heads):
        return heads
    return _best_root(scores)


def is_tree(heads: np.ndarray) -> bool:
    """Does every word lead to the root, through one word?"""
    if np.count_nonzero(heads[1:] == 0) != 1:
        return False
    reached = heads.copy()
    for _ in range(len(heads).bit_length()):  # each round looks twice as far up
        reached = reached[reached]
    return not reached.any()


def _best_root(scores: np.ndarray) -> np.ndarray:
    """The best tree among those that hang on one of the likeliest roots."""
    likeliest = np.argsort(-(scores[1:, 0] - scores[1:, 1:].max(axis=1, initial=_NEVER)), kind="stable")[:3] + 1
    trees = []
    for root in likeliest:
        forced = scores.copy()
        forced[1:, 0] = _NEVER
        forced[root] = _NEVER
        forced[root, 0] = 0.0
        heads = _spanning(forced)
        trees.append((scores[np.arange(1, len(heads)), heads[1:]].sum(), heads))
    return max(trees, key=lambda tree: tree[0])[1]


def _spanning(scores: np.ndarray) -> np.ndarray:
    """Chu, Liu and Edmonds: take each word's best head; where that closes a circle, treat the circle as one word."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    outside = np.array([i for i in range(len(heads)) if i not in set(circle)])
    circle = np.array(circle)
    own = scores[circle, heads[circle]]
    # An arc into the circle breaks the arc that it replaces; one out of it starts at its best word.
    into = scores[np.ix_(circle, outside)] - own[:, None] + own.sum()
    out = scores[np.ix_(outside, circle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = into.max(axis=0)
    smaller[:size, size] = out.max(axis=1)
    np.fill_diagonal(smaller, _NEVER)
    below = _spanning(smaller)
    for place, head in enumerate(below[:size]):
        if place:
            heads[outside[place]] = outside[head] if head < size else circle[out[place].argmax()]
    entered = circle[into[:, below[size]].argmax()]
    heads[entered] = outside[below[size]]
    return heads


def _circle(heads: np.ndarray) -> list[int] | None:
    """The words of a circle, if there is one."""
    state = np.zeros(len(heads), dtype=np.int8)  # 1: on the way up from here, 2: known to reach the root
    state[0] = 2
    for start in range(1, len(heads)):
        path, word = [], start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return path[path.index(word):]
        state[path] = 2
    return None


def labels_of(dependents: np.ndarray, heads: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The label of every word, given its own vector and that of its head.

    ``dependents`` and ``heads`` are words × width, ``weights`` labels × (width + 1) × (width + 1), the biaffine form.
    """
    ones = np.ones((len(dependents), 1), dtype=dependents.dtype)
    left, right = np.hstack([dependents, ones]), np.hstack([heads, ones])
    mixed = np.matmul(weights, right.T)  # labels × (width + 1) × words: the weights are never copied
    return (mixed * left.T).sum(axis=1).argmax(axis=0)
