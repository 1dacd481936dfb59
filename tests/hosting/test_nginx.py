import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

CONFIG = REPOSITORY / "docs/publish/nginx.conf"
HEADERS = REPOSITORY / "docs/_headers"
SERVED_AS = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/archive.conf;
}}
"""


def promised() -> dict[str, str]:
    """Read the headers that docs/_headers sends with everything."""
    lines = HEADERS.read_text(encoding="utf-8").splitlines()
    rules = (line.strip().partition(": ") for line in lines if line.startswith("  "))
    return {name: value for name, _, value in rules}


def test_nginx_sends_the_headers_that_other_hosts_send() -> None:
    config = CONFIG.read_text(encoding="utf-8")
    sent = dict(re.findall(r'add_header ([\w-]+) "([^"]+)" always;', config))

    assert sent == promised()
    assert len(sent) >= 7


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def localised(folder: Path, site: Path, port: int) -> str:
    """Give the documented settings with this machine's ports and paths in place of theirs."""
    text = CONFIG.read_text(encoding="utf-8")
    text = re.sub(r" +listen \[::\].*\n", "", text)
    for was, now in {
        "listen 443 ssl http2": f"listen 127.0.0.1:{port} ssl http2",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "/etc/letsencrypt/live/archive.example.org": f"{folder}",
        "/srv/archive/site": f"{site}",
        "/var/log/nginx": f"{folder}",
    }.items():
        assert was in text
        text = text.replace(was, now)
    return text


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[int]:
    """The documented nginx over the built site, on a port of this machine."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    openssl = shutil.which("openssl")
    if nginx is None or openssl is None:
        pytest.skip("needs nginx and openssl, as `apt-get install nginx-light openssl` brings them")
    folder = tmp_path_factory.mktemp("nginx")
    key = ("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", *key],
        check=True,
        capture_output=True,
    )
    number = free_port()
    (folder / "archive.conf").write_text(localised(folder, built, number), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(SERVED_AS.format(folder=folder), encoding="utf-8")
    tested = subprocess.run([nginx, "-t", "-c", main], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr.replace('the "user" directive', "")
    with subprocess.Popen([nginx, "-c", main]) as server:
        try:
            wait_for(number)
            yield number
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", port, context=trusting, timeout=10)
    names: Mapping[str, str] = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=names)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/events/2022-06-11-taloqan-raid/", 200), ("/no/such/page/", 404)],
)
def test_every_answer_carries_the_headers(port: int, path: str, status: int) -> None:
    answer, _ = ask(port, path)

    assert answer.status == status
    assert {name: answer.headers[name] for name in promised()} == promised()
    assert answer.headers["Server"] == "nginx"


@pytest.mark.slow
def test_what_is_missing_gets_the_sites_own_page(port: int, built: Path) -> None:
    answer, body = ask(port, "/events/no-such-event/")

    assert answer.status == 404
    assert body == (built / "404.html").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/", "/assets/javascripts/search.js", "/assets/stylesheets/search.css"]
)
def test_text_is_packed_where_the_browser_can_unpack_it(port: int, path: str) -> None:
    assert ask(port, path, Accept_Encoding="gzip")[0].headers["Content-Encoding"] == "gzip"
    assert ask(port, path)[0].headers["Content-Encoding"] is None


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/_headers", "/.git/config", "/../etc/passwd", "/events/.x"])
def test_nothing_hidden_is_given(port: int, path: str) -> None:
    assert ask(port, path)[0].status in {400, 404}


@pytest.mark.slow
def test_nothing_but_reading_is_allowed(port: int) -> None:
    assert ask(port, "/", "POST")[0].status == 403
    assert ask(port, "/", "HEAD")[0].status == 200


@pytest.mark.slow
def test_no_full_address_of_a_reader_is_written_down(
    port: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ask(port, "/method/?secret=1")
    folder = next(tmp_path_factory.getbasetemp().glob("nginx*"))
    lines = (folder / "archive.log").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if '"GET /method/index.html" 200' in line]
    assert all(line.startswith("127.0.0.0 ") for line in lines)
    assert not [line for line in lines if "127.0.0.1" in line or "secret" in line]
