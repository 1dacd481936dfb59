"""The site's address: from the environment, told where it is missing, refused where it is none."""

from pathlib import Path

import pytest

from tests.conftest import attempt, plant, project, run


@pytest.mark.slow
def test_a_site_without_an_address_is_built_and_says_what_is_missing(tmp_path: Path) -> None:
    settings = project(tmp_path, options="search: false")
    plant(tmp_path / "docs", {"robots.txt": "User-agent: *\nDisallow: /\n"})

    told = run("build", "--config", settings, SITE_URL="")

    assert told.count("site_url is not set") == 1
    site = tmp_path / "site"
    assert 'href="events/' in (site / "feed.xml").read_text("utf-8")
    assert list(site.glob("sitemap*")) == []
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "example.org", "https://me@example.org/", "https://example.org/?a=1"],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    done = attempt("stage", "--to", tmp_path / "tree", SITE_URL=address)

    assert done.returncode != 0
    assert "site_url" in done.stderr
    assert not (tmp_path / "tree").exists()
