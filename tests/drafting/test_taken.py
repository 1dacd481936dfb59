"""Which ids are taken, and which is free."""

from pathlib import Path

from generator.drafting.taken import free_id, taken_ids
from generator.reading.gate import survey
from tests.conftest import plant


def test_an_id_is_taken_by_a_file_an_earlier_id_or_a_publication(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "events/2021/2021-01-01-made-up.md": "---\ntitle: Made up\n---\n",
            "events/2022/2022-01-01-made-up.md": "---\naliases: [2022-01-02-earlier]\n---\n",
            "events/2022/2022-01-03-broken.md": "no front matter",
            "actors/made-up-front.md": "---\nname: Made-up Front\n---\n",
            "ids.lock": "# ids\n2020-01-01-gone\nevents/2020-01-02-gone 2020\nactors/was\n?!\n",
        },
    )
    candidates, _ = survey(tmp_path)

    assert taken_ids(tmp_path, candidates, "events") == {
        "2020-01-01-gone": "an entry published earlier (ids.lock)",
        "2020-01-02-gone": "an entry published earlier (ids.lock)",
        "2022-01-02-earlier": "`events/2022/2022-01-01-made-up.md`, as its earlier id",
        "2021-01-01-made-up": "`events/2021/2021-01-01-made-up.md`",
        "2022-01-01-made-up": "`events/2022/2022-01-01-made-up.md`",
        "2022-01-03-broken": "`events/2022/2022-01-03-broken.md`",
    }
    assert set(taken_ids(tmp_path, candidates, "actors")) == {
        "2020-01-01-gone",
        "was",
        "made-up-front",
    }


def test_the_free_id_is_the_wanted_one_or_the_next_number() -> None:
    assert free_id("a", {}) == "a"
    assert free_id("a", {"a": "x", "a-2": "x"}) == "a-3"
    assert free_id("x" * 100, {"x" * 100: "y"}) == "x" * 98 + "-2"
