import sys
from pathlib import Path

import pytest

from tests.bench.measure import CommandError, Cost, count_pages, measure, median

HUNDRED_MB = 100_000_000


def _python(program: str) -> list[str]:
    return [sys.executable, "-S", "-c", program]


def test_the_peak_is_that_of_the_largest_process(tmp_path: Path) -> None:
    one = f"bytearray(b'x' * 2) * {HUNDRED_MB // 2}"
    two_at_once = (
        "import subprocess, sys;"
        f"run = [sys.executable, '-S', '-c', \"import time; held = {one}; time.sleep(0.3)\"];"
        "started = [subprocess.Popen(run) for _ in range(2)];"
        "[process.wait() for process in started]"
    )

    cost = measure(_python(two_at_once), tmp_path)

    assert 100 < cost.peak_mb < 150


def test_a_child_that_outlives_its_parent_counts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    leaves_it_behind = f"import subprocess, sys; subprocess.Popen({_python(busy)!r})"

    cost = measure(_python(leaves_it_behind), tmp_path)

    assert cost.cpu >= 0.2


def test_a_failing_command_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such luck"):
        measure(_python("import sys; sys.exit('no such luck')"), tmp_path)


def test_costs_add_up_but_the_larger_peak_stays() -> None:
    assert Cost(1, 2, 30) + Cost(4, 5, 20) == Cost(5, 7, 30)
    assert median([Cost(1, 9, 5), Cost(2, 8, 6), Cost(9, 1, 7)]) == Cost(2, 8, 6)


def test_pages_are_html_files_with_content_that_are_not_the_search_engines(tmp_path: Path) -> None:
    for name, text in (
        ("index.html", "<p>"),
        ("a/index.html", "<p>"),
        ("empty.html", ""),
        ("pagefind/x.html", "<p>"),
        ("feed.xml", "<feed/>"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert count_pages(tmp_path) == 2
