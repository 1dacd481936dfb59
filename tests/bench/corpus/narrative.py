"""The body of a made-up event: paragraphs of realistic length, with links to other events."""

from collections.abc import Sequence
from random import Random

from tests.bench.corpus import vocabulary
from tests.bench.corpus.ledger import Cast
from tests.bench.corpus.registry import ACTORS
from tests.bench.corpus.sketch import Sketch

MEDIAN, SPREAD = 600, 0.6
"""Of the lognormal distribution of a body's length, in characters."""
SHORTEST, LONGEST = 140, 3700
HALF_A_SENTENCE = 45
LINK_SHARE = 0.35


def write_body(random: Random, sketch: Sketch, cast: Cast, earlier: Sequence[Sketch]) -> str:
    """Write a body of Markdown; `earlier` are the events that it may link to."""
    length = random.lognormvariate(0, SPREAD) * MEDIAN
    wanted = min(max(length, SHORTEST), LONGEST - 250) - HALF_A_SENTENCE
    sentences = [random.choice(vocabulary.OPENINGS).format_map(_words(random, sketch, cast))]
    if earlier and random.random() < LINK_SHARE:
        sentences.append(_link(random, sketch, cast, random.choice(earlier)))
    written = sum(map(len, sentences))
    unused: list[str] = []
    while written < wanted:
        if not unused:
            unused = random.sample(vocabulary.DETAILS, len(vocabulary.DETAILS))
        sentence = unused.pop().format_map(_words(random, sketch, cast))
        sentences.append(sentence)
        written += len(sentence) + 1
    return "\n\n".join(_paragraphs(random, sentences))


def _paragraphs(random: Random, sentences: Sequence[str]) -> list[str]:
    paragraphs, start = [], 0
    while start < len(sentences):
        end = start + random.randint(2, 5)
        paragraphs.append(" ".join(sentences[start:end]))
        start = end
    return paragraphs


def _link(random: Random, sketch: Sketch, cast: Cast, other: Sketch) -> str:
    folder = "" if other.year == sketch.year else f"../{other.year}/"
    words = _words(random, sketch, cast) | {"title": other.title, "link": f"{folder}{other.id}.md"}
    return random.choice(vocabulary.LINKING).format_map(words)


def _words(random: Random, sketch: Sketch, cast: Cast) -> dict[str, str]:
    choice = random.choice
    actor = cast.initiator or choice(ACTORS)
    return {
        "actor": actor.name,
        "building": choice(vocabulary.BUILDINGS),
        "clock": f"{random.randrange(24):02d}:{choice((0, 10, 15, 20, 30, 45)):02d}",
        "colour": choice(vocabulary.COLOURS),
        "district": sketch.place.district,
        "earlier": choice(vocabulary.EARLIER),
        "goods": choice(vocabulary.GOODS),
        "kind": sketch.type.phrase,
        "later": choice(vocabulary.LATER),
        "number": f"{random.randint(2, 60)}",
        "other": choice(sketch.province.places).name,
        "part": choice(vocabulary.PARTS),
        "place": sketch.place.name,
        "province": sketch.province.name,
        "season": choice(vocabulary.SEASONS),
        "sound": choice(vocabulary.SOUNDS),
        "sound_again": choice(vocabulary.SOUNDS),
        "speaker": choice(vocabulary.SPEAKERS),
        "vehicle": choice(vocabulary.VEHICLES),
    }
