"""Where the files of a made-up corpus go: the layout of an `entries/` folder."""

from collections import defaultdict
from pathlib import Path
from random import Random

from tests.bench.corpus.country import make_country, write_boundaries
from tests.bench.corpus.events import write_event
from tests.bench.corpus.registry import ACTORS, write_publishers, write_types
from tests.bench.corpus.sketch import Sketch, make_sketches


def write_corpus(folder: Path, count: int, seed: int = 1) -> None:
    """Make `folder` an entries folder of `count` events; the same seed gives the same bytes."""
    random = Random(seed)  # noqa: S311 - a repeatable corpus, no secret
    provinces = make_country(random)
    for number, province in enumerate(provinces, start=1):
        _write(folder / "provinces" / f"{province.id}.md", province.write(number))
    for actor in ACTORS:
        _write(folder / "actors" / f"{actor.id}.md", actor.write())
    _write(folder / "types.yml", write_types())
    _write(folder / "publishers.yml", write_publishers())
    _write(folder / "boundaries.geojson", write_boundaries(provinces))
    earlier: defaultdict[str, list[Sketch]] = defaultdict(list)
    for sketch in make_sketches(random, provinces, count):
        same_province = earlier[sketch.province.id]
        text = write_event(random, sketch, provinces, same_province)
        _write(folder / "events" / f"{sketch.year}" / f"{sketch.id}.md", text)
        same_province.append(sketch)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
