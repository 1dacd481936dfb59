"""The staged tree is whole: another builder makes every page of it, and every link leads on."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.conftest import ENTRIES, MADE_UP, attempt, plant, project, run


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the real entries, built with Zensical."""
    folder = tmp_path_factory.mktemp("staged")
    settings = project(folder / "project")
    plant(folder / "project" / "entries", MADE_UP)
    run("stage", "--config", settings, "--to", folder / "tree")
    subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build"],
        cwd=folder / "tree",
        check=True,
        capture_output=True,
    )
    return folder / "tree"


@pytest.mark.slow
def test_every_event_actor_province_and_month_has_its_page(staged: Path) -> None:
    site = staged / "site"
    ids = {path.stem for path in (ENTRIES / "events").rglob("*.md")}
    assert len(ids) >= 46

    missing = [
        f"events/{id_}" for id_ in ids if not (site / "events" / id_ / "index.html").exists()
    ]
    for kind in ("actors", "provinces"):
        names = [path.stem for path in (ENTRIES / kind).glob("*.md")]
        missing += [f"{kind}/{n}" for n in names if not (site / kind / n / "index.html").exists()]
    months = {(id_[:4], id_[5:7]) for id_ in ids if id_[5:7].isdigit()}
    missing += [
        f"{m}" for m in months if not (site / "dates" / m[0] / m[1] / "index.html").exists()
    ]

    assert missing == []


@pytest.mark.slow
def test_the_staged_pages_hold_the_same_content_as_the_site(staged: Path, built: Path) -> None:
    address = "events/2022-06-11-taloqan-raid/index.html"

    ours, theirs = (_words(folder / address) for folder in (built, staged / "site"))

    start, end = "What happened The Taliban said", "Id 2022-06-11-taloqan-raid"
    assert ours[ours.index(start) : ours.index(end)] in theirs


@pytest.mark.slow
def test_the_staged_data_files_verify_and_their_page_lists_them(staged: Path) -> None:
    data = staged / "site/data"
    page = (data / "index.html").read_text(encoding="utf-8")

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=data, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "")
    assert '<a href="../data/claims.csv"><code>claims.csv</code></a>' in page
    assert 'id="open-duckdb-sql"' in page
    assert "&lt;table" not in page


@pytest.mark.slow
def test_every_link_between_staged_pages_leads_to_a_page(staged: Path) -> None:
    site = staged / "site"
    dead = []
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        at = f"https://archive.test/{page.relative_to(site).as_posix()}"
        for link in _links(page):
            target = urlsplit(urljoin(at, link))
            if target.netloc == "archive.test" and target.scheme == "https":
                path = site / unquote(target.path).lstrip("/")
                if not (path.is_file() or (path / "index.html").is_file()):
                    dead.append(f"{page.relative_to(site)}: {link}")

    assert dead == []


def test_staging_refuses_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    plant(tmp_path / "tree", {"mine.txt": "keep"})

    done = attempt("stage", "--to", tmp_path / "tree")

    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in (tmp_path / "tree").iterdir()] == ["mine.txt"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def _links(page: Path) -> list[str]:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.links


def _words(page: Path) -> str:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return " ".join(reader.words)
