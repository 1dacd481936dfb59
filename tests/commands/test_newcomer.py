"""From "I know of an incident" to its page: `archive new`, `archive check`, `archive build`."""

from pathlib import Path

import pytest

from tests.conftest import project, run


@pytest.mark.slow
def test_a_newcomers_entry_is_clean_at_once_and_has_its_page_in_the_site(tmp_path: Path) -> None:
    folder = project(tmp_path / "project").parent

    printed = run(
        "new", "--title", "Made-up clash <near> Taloqan & a: colon", "--date", "2022-06-11",
        "--type", "clash", "--province", "تخار", "--place", "Taloqan",
        "--actor", "NRF:participant:claimed-by-self", "--actor", "taliban-government:participant",
        "--source", "khaama=https://example.org/made-up", cwd=folder,
    )  # fmt: skip

    path = "entries/events/2022/2022-06-11-made-up-clash-near-taloqan-a-colon.md"
    assert printed.startswith(f"{path}\nNext: ")
    assert "\nno problems, " in run("check", cwd=folder)
    run("build", cwd=folder)
    page = folder / "site/events/2022-06-11-made-up-clash-near-taloqan-a-colon/index.html"
    html = page.read_text(encoding="utf-8")
    assert "Made-up clash &lt;near&gt; Taloqan &amp; a: colon" in html
    assert "Clash, Takhar, 11 June 2022. Reported by" in html
    assert "actors/nrf/" in html
