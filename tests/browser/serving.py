"""A built site behind an address of this machine, as a plain static host gives it."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

_PACKED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
"""What hosts pack; the rest is packed already."""


@contextmanager
def served(folder: Path, below: str = "/", *, packed: bool = False) -> Iterator[str]:
    """Serve a folder on a free port and give its address, such as `http://127.0.0.1:8001/archive/`.

    Nothing is found outside of the path `below`; what is missing is answered with `404.html`.
    `packed` sends text with gzip, as every host does.
    """

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            inside = path.startswith(below)
            return super().translate_path(path.removeprefix(below[:-1]) if inside else "/nowhere")

        def send_head(self) -> io.BytesIO | BinaryIO | None:
            path = Path(self.translate_path(self.path))
            if path.is_dir():
                path /= "index.html"
            if not packed or path.suffix not in _PACKED or not path.exists():
                return super().send_head()
            body = gzip.compress(path.read_bytes(), 6, mtime=0)
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", self.guess_type(path))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", f"{len(body)}")
            self.end_headers()
            return io.BytesIO(body)

        def send_error(
            self, code: int, message: str | None = None, explain: str | None = None
        ) -> None:
            if code != HTTPStatus.NOT_FOUND:
                super().send_error(code, message, explain)
                return
            page = (folder / "404.html").read_bytes()
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

    def handler(*arguments: object) -> Handler:
        return Handler(*arguments, directory=f"{folder}")  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()
