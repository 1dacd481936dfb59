"""What the first answer of the search costs a reader: bytes over the wire, requests and time.

`python -m tests.bench.payload --site DIR` serves a built site with gzip, as static hosts do, and
prints one row of JSON for each query.
"""

import gzip
import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import click
from playwright.sync_api import Browser, sync_playwright

_PACKED = {".js", ".json", ".css", ".html"}
"""What hosts compress: Pagefind's other files are compressed already."""
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_OF_THE_SEARCH = ("/pagefind/", "/javascripts/search", "/fold.js", "/element.js", "/find.css")
QUERIES = ("q=attack", "q=roadside+bomb", "grade=fair")
_SHOWN = "() => document.querySelector('.find__results a')"


@contextmanager
def served_packed(folder: Path, sent: list[tuple[str, int]]) -> Iterator[str]:
    """Serve a folder with gzip; `sent` gets the path and the body's bytes of every answer."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            body, is_packed = path.read_bytes(), path.suffix in _PACKED
            body = gzip.compress(body, 6) if is_packed else body
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(f"{path}"))
            self.send_header("Content-Length", f"{len(body)}")
            self.send_header("Cache-Control", "max-age=600")
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            sent.append((self.path, len(body)))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            pass

    def handler(*arguments: object) -> Handler:
        return Handler(*arguments, directory=f"{folder}")  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def payload(browser: Browser, folder: Path, address: str) -> dict[str, object]:
    """Open the search at an address such as `search/?q=raid`, in a new profile.

    Gives bytes and seconds until the first result is visible, and bytes once all is quiet.
    """
    sent: list[tuple[str, int]] = []
    with served_packed(folder, sent) as site:
        page = browser.new_context().new_page()
        start = time.monotonic()
        page.goto(f"{site}{address}")
        page.wait_for_function(_SHOWN)
        seconds, first = time.monotonic() - start, _of_search(sent)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        row = {
            "address": address,
            "first_result_bytes": sum(first),
            "first_result_requests": len(first),
            "first_result_seconds": round(seconds, 2),
            "settled_bytes": sum(_of_search(sent)),
            "status": page.locator(".find__status").inner_text(),
        }
        page.context.close()
        return row


def _of_search(sent: list[tuple[str, int]]) -> list[int]:
    return [size for path, size in sent if any(part in path for part in _OF_THE_SEARCH)]


def rows(site: Path) -> list[tuple[str, str]]:
    """Give what the first answer to each query costs, for the benchmark's table."""
    found = []
    for row in _payloads(site, QUERIES):
        name = f"search, `{row['address']}`"
        found += [
            (f"{name}: first result", f"{row['first_result_bytes']:,} B"),
            (f"{name}: all of it", f"{row['settled_bytes']:,} B"),
            (f"{name}: seconds", f"{row['first_result_seconds']}"),
        ]
    return found


def _payloads(site: Path, queries: Sequence[str]) -> Iterator[dict[str, object]]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise click.ClickException("no browser is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        for query in queries:
            yield payload(browser, site, f"search/?{query}")


@click.command()
@click.option("--site", type=click.Path(path_type=Path, exists=True), required=True)
@click.argument("queries", nargs=-1)
def main(site: Path, queries: tuple[str, ...]) -> None:
    """Measure queries, by default a word, two words, and a filter alone."""
    for row in _payloads(site, queries or QUERIES):
        click.echo(json.dumps(row))


if __name__ == "__main__":
    main()
