"""A built site behind an address of this machine, as a plain static host gives it."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, AnyStr, BinaryIO

if TYPE_CHECKING:
    from _typeshed import SupportsRead, SupportsWrite

_PACKED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
"""What hosts pack; the rest is packed already."""
Sent = list[tuple[str, int]]
"""The path and the body's length in bytes of every file that was asked for."""


@contextmanager
def served(
    folder: Path, below: str = "/", *, packed: bool = False, sent: Sent | None = None
) -> Iterator[str]:
    """Serve a folder on a free port and give its address, such as `http://127.0.0.1:8001/archive/`.

    Nothing is found outside of the path `below`; what is missing is answered with `404.html`.
    `packed` sends text with gzip, as every host does. What is sent is noted in `sent`.
    """
    told: Sent = [] if sent is None else sent
    host = partial(_Host, folder=folder, below=below, packed=packed, sent=told)
    with ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, *request: object, folder: Path, below: str, packed: bool, sent: Sent
    ) -> None:
        self._folder, self._below, self._packed, self._sent = folder, below, packed, sent
        super().__init__(*request, directory=f"{folder}")  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self._below)
        return super().translate_path(path.removeprefix(self._below[:-1]) if inside else "/nowhere")

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not self._packed or path.suffix not in _PACKED or not path.exists():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", f"{len(body)}")
        self.end_headers()
        return io.BytesIO(body)

    def copyfile(self, source: "SupportsRead[AnyStr]", outputfile: "SupportsWrite[AnyStr]") -> None:
        body = source.read()
        self._sent.append((self.path, len(body)))
        outputfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = (self._folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", f"{len(page)}")
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        pass
