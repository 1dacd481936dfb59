"""How comparisons of figures read and are drawn."""

import math

import pytest

from generator.model.archive import archive_of
from generator.model.divergence import Ratio, divergences
from generator.site.contrast import MOST, WIDTH, Contrast, contrasts_of, ratio_words
from generator.site.pages import pages_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import registry
from tests.model.test_divergence import many, says, told


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (Ratio(0.3, 0.3), "0.3"),
        (Ratio(0.04711, 0.04711), "0.047"),
        (Ratio(1, 1), "1"),
        (Ratio(0, 2 / 3), "at most 0.67"),
        (Ratio(0.95, math.inf), "at least 0.95"),
        (Ratio(0.5, 2.5), "0.5–2.5"),  # noqa: RUF001
        (Ratio(1234, 1234), "1,234"),
        (Ratio(0.5, 0.5, approximate=True), "about 0.5"),
        (Ratio(0, 0), "0"),
        (Ratio(0, math.inf), "could be any"),
        (Ratio(math.inf, math.inf), "unbounded: the others say none"),
    ],
)
def test_a_ratio_reads_by_its_bounds(ratio: Ratio, words: str) -> None:
    assert ratio_words(ratio) == words


def contrast(*pairs: tuple[object, object]) -> Contrast:
    archive = archive_of(registry(), many(*pairs))
    (found,) = contrasts_of(divergences(archive)["front"])
    return found


def test_five_events_are_summed_up_in_both_directions() -> None:
    assert contrast((1, 10), (5, 10), (10, 10), (20, 10), ("10+", 10)).summary == (
        "Of 5 events, its figure is below every independent one in 2 and above every one in 1; "
        "in 2 it lies among them, or their bounds leave it open. The median ratio is 1."
    )


def test_fewer_than_five_events_are_listed_with_no_sum_and_no_picture() -> None:
    few = contrast((1, 10), (5, 10), (10, 10), (20, 10))

    assert few.summary == "4 events: too few to sum up."
    assert len(few.lines) == 4
    assert few.ticks == ()
    assert all(line.own == line.others == () for line in few.lines)


def test_a_range_is_a_line_and_at_least_is_an_arrow() -> None:
    drawn = contrast((3, "5-9"), ("4+", 8), (0, 9), (1, 9), (2, 9)).lines

    exact, arrow = drawn[-1].own[0], drawn[-2].own[0]
    span = drawn[-1].others[0]
    assert (len(exact.dots), exact.line) == (1, "")
    assert len(span.dots) == 2
    assert span.line.endswith(f"H{span.dots[1]:g}")
    assert len(arrow.dots) == 1
    assert f"H{WIDTH - 1}" in arrow.line


def test_more_figures_lie_further_right_and_zero_has_a_place() -> None:
    lines = contrast((0, 1), (1, 10), (10, 100), (100, 1000), (1000, 9999)).lines

    places = [line.own[0].dots[0] for line in reversed(lines)]
    assert places == sorted(places)
    assert all(0 <= place <= WIDTH for place in places)


def test_a_long_list_is_cut_and_says_so() -> None:
    events = [
        told(says("c1", "front", 1), says("c2", "times", 2), id_=f"2022-04-01-made-up-{number}")
        for number in range(MOST + 3)
    ]

    (found,) = contrasts_of(divergences(archive_of(registry(), events))["front"])

    assert len(found.lines) == MOST
    assert found.summary.startswith(f"Of {MOST + 3} events,")
    assert found.summary.endswith(f"The latest {MOST} are listed.")


def test_an_actors_page_compares_and_one_without_comparison_says_nothing_of_it() -> None:
    archive = archive_of(registry(), many((1, 10), (5, 10)))
    renderer = Renderer(archive, Site("Made up"))
    pages = {page.address: page for page in pages_of(archive)}

    front, wing = (renderer.content(pages[f"actors/{id_}/"]) for id_ in ("front", "wing"))

    assert "In 2 events both Made-up Front and a speaker independent of it" in front
    assert "2 events: too few to sum up." in front
    assert '<svg viewBox="0 0 240' not in front
    assert 'id="compared"' not in wing
    assert [h.id for h in pages["actors/front/"].headings] == ["speaks", "compared"]
