"""What the pages may run and load: the policy, and the build that ends where a page breaks it."""

import re
from pathlib import Path

import pytest

from generator.engines import policy
from generator.engines.writing import is_suspect
from generator.model.archive import archive_of
from generator.site.pages import pages_of
from generator.site.render import Renderer, Site
from tests.checks.made_up import event, registry
from tests.conftest import REPOSITORY, attempt, digest, plant, project, run


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        ("<script>alert(1)</script>", ["inline-script"]),
        ("<SCRIPT type='Module'>alert(1)</SCRIPT>", ["inline-script"]),
        ("<script type=importmap>{}</script>", ["inline-script"]),
        ("<script type='application/ld+json'>{}</script>", []),
        ("<script type=module src='../a.js'></script>", []),
        ("<script src='https://cdn.example/a.js'></script>", ["external-load"]),
        ("<img src=a.png onerror=alert(1)>", ["inline-handler"]),
        ("<svg onload=alert(1)>", ["inline-handler"]),
        ("<a href=' JavaScript:alert(1)'>", ["script-address"]),
        ("<a href='java&#10;script:alert(1)'>", ["script-address"]),
        ("<button formaction='javascript:alert(1)'>", ["script-address"]),
        ("<td style='text-align: left'>", ["inline-style"]),
        ("<style>p { color: red }</style>", ["inline-style"]),
        ("<link rel='preconnect' href='//fonts.example'>", ["external-load"]),
        ("<link rel='canonical' href='https://elsewhere.example/'>", []),
        ("<link rel='stylesheet' href='https://archive.example/a.css'>", []),
        ("<img srcset='a.png 1x, https://cdn.example/b.png 2x'>", ["external-load"]),
        ("<img src='data:image/png;base64,AA'>", []),
        ("<video poster='http://cdn.example/a.jpg'>", ["external-load"]),
        ("<svg><use href='https://cdn.example/a.svg#b'/></svg>", ["external-load"]),
        ("<iframe src='a.html'></iframe>", ["embedded-page"]),
        ("<a href='https://elsewhere.example/'>a link loads nothing</a>", []),
        ("<p>onclick=alert(1) style=x &lt;script>alert(1)&lt;/script></p>", []),
    ],
)
def test_a_page_may_hold_nothing_that_the_policy_would_refuse(
    markup: str, rules: list[str]
) -> None:
    page = policy.read("a/index.html", f"<p>\n{markup}", own="https://archive.example/")

    assert [problem.rule for problem in page.problems] == rules
    assert all((p.path, p.line) == ("a/index.html", 2) and p.hint for p in page.problems)


@pytest.mark.parametrize(
    ("content", "suspect"),
    [
        ('<script type="module" src="../../assets/javascripts/cite.js"></script>', False),
        ('<script type="module" src="../assets/javascripts/explore/explore.js"></script>', False),
        ('<script type="module" src="../assets/javascripts/a.js">alert(1)</script>', True),
        ('<script type="module" src="../assets/javascripts/a.js" onerror="b"></script>', True),
        ('<script type="module" src="//cdn.example/assets/javascripts/a.js"></script>', True),
        ('<script type="module" src="../assets/javascripts/../../a.js"></script>', True),
        ("<script>alert(1)</script>", True),
        ('<p style="color: red">', True),
        ('<a href="javascript:alert(1)">', True),
        ("<p>text</p>", False),
    ],
)
def test_only_content_with_more_than_the_site_s_own_programs_has_its_page_read_whole(
    content: str,
    suspect: bool,  # noqa: FBT001 - a case of the table
) -> None:
    assert is_suspect(f"<p>a</p>{content}") is suspect


def test_no_page_of_the_archive_has_to_be_read_whole() -> None:
    archive = archive_of(registry(), [event("2022-06-18-an-event")])
    renderer = Renderer(archive, Site("Made up", url="https://archive.example/"))

    suspects = [p.address for p in pages_of(archive) if is_suspect(renderer.content(p))]

    assert suspects == []


def test_a_script_whose_hash_is_known_may_stand_in_the_page_and_is_named_by_the_policy() -> None:
    text = "<script>alert(1)</script>"
    # echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
    hashed = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="

    page = policy.read("a/index.html", text, frozenset({hashed}))

    assert page.problems == []
    assert page.hashes == [hashed]
    assert f"script-src 'self' 'wasm-unsafe-eval' '{hashed}';" in policy.policy(page.hashes)


def test_a_fault_of_the_theme_is_told_once_with_the_number_of_pages() -> None:
    pages = [policy.read(f"{n}.html", "<p style=x>").problems[0] for n in range(3)]

    (told,) = policy.summed([*pages, pages[0]])

    assert told.path == "0.html"
    assert told.message.endswith("; so it is on 2 more pages")


def test_the_headers_carry_the_pages_policy_and_what_only_a_header_can_say() -> None:
    headers = (REPOSITORY / "docs/_headers").read_text(encoding="utf-8")

    (line,) = re.findall("Content-Security-Policy: (.*)", policy.with_policy(headers, ["sha256-A"]))

    assert line.startswith(policy.policy(["sha256-A"]))
    assert "frame-ancestors 'none'" in line
    names = [part.split()[0] for part in line.split("; ")]
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_every_page_of_the_site_holds_the_policy_that_its_headers_carry(built: Path) -> None:
    (header,) = re.findall(
        "Content-Security-Policy: (.*)", (built / "_headers").read_text(encoding="utf-8")
    )
    found = {
        tuple(re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', text))
        for path in built.rglob("*.html")
        if "pagefind" not in path.parts
        if 'http-equiv="refresh"' not in (text := path.read_text(encoding="utf-8"))
    }

    assert len(found) == 1
    ((policy_of_pages,),) = found
    assert header.startswith(f"{policy_of_pages}; ")
    assert len(re.findall("'sha256-[A-Za-z0-9+/]{43}='", header)) == 1


@pytest.mark.slow
def test_the_build_ends_where_a_written_page_or_the_theme_breaks_the_policy(
    tmp_path: Path,
) -> None:
    settings = project(tmp_path / "p", options="search: false")
    run("build", "--config", settings)
    before = digest(tmp_path / "p/site")
    about = tmp_path / "p/docs/about.md"
    about.write_text(f"{about.read_text()}\n\n<script>alert(1)</script>\n", encoding="utf-8")
    plant(
        tmp_path / "p",
        {
            "docs/apart.html": "<img src='https://tracker.example/pixel.gif'>",
            "own/main.html": '{% extends "base.html" %}{% block extrahead %}'
            '<link rel="stylesheet" href="https://cdn.example/a.css">{% endblock %}',
        },
    )
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("name: material\n", "name: material\n  custom_dir: own\n"))

    done = attempt("build", "--config", settings)

    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert re.search(r"about/index\.html:\d+:\d+: inline-script: <script> with `alert\(1\)`", told)
    assert "apart.html:1:1: external-load: <img> loads `https://tracker.example/pixel.gif`" in told
    assert re.search(r"external-load: <link> loads `https://cdn.example/a.css` .* \d+ more", told)
    assert digest(tmp_path / "p/site") == before
