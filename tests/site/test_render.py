"""What pages share is worked out once, before they are rendered by several processes."""

from generator.model.archive import Archive
from generator.site.pages import pages_of
from generator.site.render import Renderer, Site

SITE = Site("Made up", url="https://archive.example/")


def test_what_is_worked_out_beforehand_changes_no_page(archive: Archive) -> None:
    pages = list(pages_of(archive))[::5]
    prepared, fresh = Renderer(archive, SITE), Renderer(archive, SITE)

    prepared.prepare(pages)

    for page in pages:
        assert prepared.head(page) == fresh.head(page)
        assert prepared.content(page) == fresh.content(page)
