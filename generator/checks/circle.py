"""Which links of a chain lead round in a circle."""

from collections.abc import Iterator, Mapping


def circling(next_id: Mapping[str, str | None]) -> Iterator[str]:
    """Give the ids from which the chain leads back to themselves, circle by circle.

    Takes one step for each id, so that a chain of thousands costs no more than its length.
    """
    done: set[str] = set()
    for start in next_id:
        trail: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in next_id and at not in done and at not in trail:
            trail[at] = None
            at = next_id[at]
        if at in trail:
            steps = list(trail)
            yield from steps[steps.index(str(at)) :]
        done.update(trail)
