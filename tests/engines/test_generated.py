"""MkDocs carries only those pages of the archive along that something asks for."""

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.broken.test_broken import BASE
from tests.conftest import digest, plant, project

EVENT = "events/2022-03-05-made-up-bridge"
STRICT = "validation: { anchors: warn, links: { anchors: warn, not_found: warn } }\n"
COUNTING = """
from pathlib import Path

def on_nav(nav, config, files):
    told = sorted(file.src_uri for file in files if file.src_uri.startswith("events/"))
    Path(config.config_file_path).with_name("told").write_text("\\n".join(told))
"""


def _built(folder: Path, docs: dict[str, str], more: str = "") -> Path:
    settings = project(folder, BASE, options="search: false\nexports: false")
    settings.write_text(settings.read_text("utf-8") + more, encoding="utf-8")
    plant(folder / "docs", docs)
    build(load_config(str(settings)))
    return folder / "site"


def test_a_page_written_by_hand_links_to_one_of_the_archive(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = f"# Notes\n\n[a](../{EVENT}/index.md#verification) [b](../{EVENT}/index.md#nowhere) "
    docs = {"notes/index.md": f"{text}[c](../events/2022-03-05-made-up-ship/index.md)\n"}

    with caplog.at_level(logging.WARNING, "mkdocs"):
        site = _built(tmp_path, docs, STRICT)

    page = (site / "notes/index.html").read_text("utf-8")
    assert f'href="../{EVENT}/#verification"' in page
    told = "\n".join(caplog.messages)
    assert "does not contain an anchor '#nowhere'" in told
    assert "'../events/2022-03-05-made-up-ship/index.md', but the target" in told
    assert "#verification" not in told
    assert (site / EVENT / "index.html").is_file()


def test_a_page_in_the_navigation_stands_there_as_mkdocs_puts_it(tmp_path: Path) -> None:
    sites = []
    for splice in ("true", "false"):
        options = f"search: false\nexports: false\nsplice: {splice}"
        settings = project(tmp_path / splice, BASE, options=options)
        text = settings.read_text("utf-8")
        nav = f"nav:\n  - index.md\n  - {EVENT}/index.md\n"
        settings.write_text(text[: text.index("nav:")] + nav, encoding="utf-8")
        build(load_config(str(settings)))
        sites.append(tmp_path / splice / "site")

    assert f'<a class="md-nav__link" href="{EVENT}/">' in (sites[0] / "index.html").read_text()
    assert digest(sites[0]) == digest(sites[1])


def test_another_plugin_that_looks_at_files_sees_every_page(tmp_path: Path) -> None:
    plant(tmp_path, {"counting.py": COUNTING})

    site = _built(tmp_path, {}, "hooks: [counting.py]\n")

    told = (tmp_path / "told").read_text("utf-8").split("\n")
    assert f"{EVENT}/index.md" in told
    plain = _built(tmp_path / "plain", {})
    assert digest(site) == digest(plain)
