"""Draws that are skewed as real data is, and the same for the same seed."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Skewed(Generic[Item]):
    """Items drawn by rank: the n-th has the weight 1 / n**`exponent` (Zipf)."""

    def __init__(self, items: Sequence[Item], exponent: float = 1.0) -> None:
        self._items = items
        self._weights = list(accumulate(1 / rank**exponent for rank in range(1, len(items) + 1)))

    def draw(self, random: Random) -> Item:
        """Draw one item."""
        return random.choices(self._items, cum_weights=self._weights)[0]

    def draw_different(self, random: Random, count: int) -> list[Item]:
        """Draw at most `count` items, no item twice; fewer where chance repeats itself."""
        return list(dict.fromkeys(self.draw(random) for _ in range(count)))


def weighted(random: Random, weights: dict[Item, float]) -> Item:
    """Draw one key by its weight."""
    return random.choices(list(weights), weights=list(weights.values()))[0]
