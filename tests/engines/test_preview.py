"""The live preview goes on with the last good archive, its search included."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.broken.test_broken import BASE
from tests.conftest import digest, plant, project

EVENT = "events/2022/2022-03-05-made-up-bridge.md"


def test_an_entry_that_the_rules_refuse_leaves_the_preview_as_it_was(tmp_path: Path) -> None:
    settings = str(project(tmp_path, BASE, options="workers: 1"))
    entry = tmp_path / "entries" / EVENT
    config = load_config(settings)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    before = digest(tmp_path / "site")

    refused = entry.read_text(encoding="utf-8").replace("province: ", "province: no-")
    plant(tmp_path / "entries", {EVENT: refused})
    build(load_config(settings), serve_url="http://127.0.0.1:8000/")

    assert digest(tmp_path / "site") == before
    assert "pagefind/listing.json" in before
