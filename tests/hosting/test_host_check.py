from pathlib import Path

import pytest

from generator.hosting.limits import HOSTS
from tests.conftest import attempt, plant, run

pytestmark = pytest.mark.slow

MIB = 1024 * 1024
TOO_LARGE = (
    "all files together: 1,001.0 MiB, limit 1,000.0 MiB: more than it takes; choose a host that "
    "takes more, or move large files elsewhere"
)
NO_HEADERS = "sends no headers of your own: a policy must stand in the pages themselves"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return plant(tmp_path / "site", {"index.html": "home", "events/index.html": "events"})


def sparse(file: Path, size: int) -> None:
    """Make a file that is as large as it says, and takes no room."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.truncate(size)


def check(site: Path, target: str) -> tuple[int, list[str]]:
    done = attempt("host-check", "--target", target, "--site-dir", site)
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("target", HOSTS)
def test_a_small_site_fits_everywhere(site: Path, target: str) -> None:
    code, lines = check(site, target)

    assert code == 0
    assert lines[-1] == "fits"
    assert not [line for line in lines if line.startswith(("breaks", "near"))]


def test_the_whole_report_of_a_site_that_is_too_large(site: Path) -> None:
    sparse(site / "data/all.json", 1001 * MIB)

    code, lines = check(site, "github-pages")

    assert code == 1
    source = (
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
    )
    assert lines == [
        "GitHub Pages: files 3, all files together 1,001.0 MiB, the largest file 1,001.0 MiB",
        f"breaks: {TOO_LARGE} ({source}, 2026-11-25)",
        f"note: GitHub Pages {NO_HEADERS}",
        "does not fit",
    ]


@pytest.mark.parametrize(
    ("size", "code", "says"),
    [
        (20 * MIB, 0, "fits"),
        (20 * MIB + 1, 0, "near: the largest file (data/all.csv): 20.0 MiB, limit 25.0 MiB: 80% "),
        (25 * MIB, 0, "near: the largest file (data/all.csv): 25.0 MiB, limit 25.0 MiB: 100% "),
        (25 * MIB + 1, 1, "breaks: the largest file (data/all.csv): 25.0 MiB, limit 25.0 MiB: "),
    ],
)
def test_a_limit_is_near_above_four_fifths_and_broken_above_itself(
    site: Path, size: int, code: int, says: str
) -> None:
    sparse(site / "data/all.csv", size)

    found, lines = check(site, "cloudflare-pages")

    assert found == code
    assert [line for line in lines if line.startswith(says)]
    assert bool([line for line in lines if line.startswith("near")]) == says.startswith("near")


def test_too_many_files_break_where_their_number_is_limited(site: Path) -> None:
    for number in range(20_000 - 1):
        (site / f"{number}").touch()

    assert check(site, "cloudflare-pages")[0] == 1
    assert check(site, "netlify")[0] == 0


def test_what_a_host_only_advises_is_no_failure(site: Path) -> None:
    sparse(site / "data/all.csv", 11 * MIB)

    code, lines = check(site, "netlify")

    assert code == 0
    assert [line for line in lines if "more than it advises" in line]


def test_rules_for_hosts_are_counted_without_comments(site: Path) -> None:
    rules = "".join(f"/{number}\n  X-Made-Up: 1\n" for number in range(101))
    plant(site, {"_headers": f"# made up\n\n{rules}"})

    code, lines = check(site, "cloudflare-pages")

    assert code == 1
    assert [line for line in lines if "`_headers` (_headers): 101, limit 100" in line]


def test_redirects_break_where_nobody_reads_them(site: Path) -> None:
    plant(site, {"_redirects": "/a /b 301\n"})

    assert check(site, "github-pages")[0] == 1
    assert check(site, "gitlab-pages")[0] == 0


def test_an_empty_folder_and_an_unknown_host_are_wrong_commands(tmp_path: Path) -> None:
    assert check(tmp_path, "netlify")[0] == 2
    assert check(tmp_path, "made-up")[0] == 2
    assert check(tmp_path / "absent", "netlify")[0] == 2


def test_every_limit_names_its_source() -> None:
    limits = [limit for host in HOSTS.values() for limit in host.limits.values()]

    assert limits
    assert all(limit.most > 0 and limit.source.startswith("https://") for limit in limits)


def test_the_documented_table_is_the_table_of_the_code() -> None:
    page = (Path(__file__).parents[2] / "docs/publish/index.md").read_text(encoding="utf-8")

    for target, host in HOSTS.items():
        assert f"`{target}`" in page
        for limit in host.limits.values():
            assert limit.source in page
            amount = limit.most
            shown = f"{amount:,}" if amount < MIB else f"{amount // MIB:,} MiB"
            assert shown in page


def test_the_manifest_lists_every_file_but_itself_and_sha256sum_agrees(site: Path) -> None:
    run("manifest", "--site-dir", site)
    first = (site / "SHA256SUMS").read_bytes()
    run("manifest", "--site-dir", site)

    assert (site / "SHA256SUMS").read_bytes() == first
    assert first.decode().splitlines() == [
        "862417b9e7c3720bcb3263cd873b09892d787823b6f9a0f453e42824c5a4d4b6  events/index.html",
        "4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942  index.html",
    ]


def test_a_link_in_a_site_is_refused_by_the_manifest(site: Path) -> None:
    (site / "passwd").symlink_to("/etc/passwd")

    done = attempt("manifest", "--site-dir", site)

    assert done.returncode == 1
    assert "passwd is not a regular file" in done.stderr
    assert not (site / "SHA256SUMS").exists()
