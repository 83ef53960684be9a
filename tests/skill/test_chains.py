"""The fetch of a chain, against a real server with a certificate of the tests' own authority."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from skill.certificates import CertificateValidator, ChainRefused
from skill.chains import LARGEST_CHAIN_BYTES, chain_address, fetch_chain, https_opener
from tests.skill.authority import Leaf, Party, chain, intermediate_authority, leaf, root_authority

CHAIN = b"the bytes of a chain"


class _Shelf(BaseHTTPRequestHandler):
    released: Event

    def do_GET(self) -> None:
        {
            "/echo.api/chain.pem": self._chain,
            "/echo.api/moved.pem": self._moved,
            "/echo.api/large.pem": self._large,
            "/echo.api/silent.pem": self._silent,
            "/echo.api/slow.pem": self._slow,
        }.get(self.path, self._missing)()

    def _chain(self) -> None:
        self._answer(200, CHAIN)

    def _moved(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/echo.api/chain.pem")
        self.end_headers()

    def _large(self) -> None:
        self._answer(200, b"x" * (LARGEST_CHAIN_BYTES + 1))

    def _silent(self) -> None:
        self.released.wait(30)

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.released.wait(0.05):
            self.wfile.write(b"x")

    def _missing(self) -> None:
        self._answer(404, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is what the tests are about."""


@pytest.fixture(scope="module")
def root() -> Party:
    return root_authority()


@pytest.fixture(scope="module")
def server(root: Party, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for `localhost` that the root vouches for."""
    intermediate = intermediate_authority(root)
    party = leaf(intermediate, Leaf(names=("localhost",)))
    key = party.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem: Path = tmp_path_factory.mktemp("server") / "server.pem"
    pem.write_bytes(key + chain(party, intermediate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    _Shelf.released = Event()
    httpd = _Server(("127.0.0.1", 0), _Shelf)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    thread = Thread(target=partial(httpd.serve_forever, 0.02))
    thread.start()
    yield f"https://localhost:{httpd.server_port}/echo.api"
    _Shelf.released.set()
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def trusting(root: Party) -> ssl.SSLContext:
    return ssl.create_default_context(cadata=root.pem.decode())


def test_the_chain_is_what_the_server_gives(server: str, root: Party) -> None:
    assert fetch_chain(f"{server}/chain.pem", https_opener(trusting(root))) == CHAIN


@pytest.mark.parametrize("name", ["missing.pem", "moved.pem", "silent.pem"])
def test_what_is_not_there_or_moved_or_silent_is_an_error_of_the_network(
    server: str, root: Party, name: str
) -> None:
    with pytest.raises(OSError, match=r"404|302|timed out"):
        fetch_chain(f"{server}/{name}", https_opener(trusting(root)), seconds=0.5)


@pytest.mark.parametrize(("name", "why"), [("large.pem", "too large"), ("slow.pem", "too slowly")])
def test_too_much_or_too_slow_is_refused(server: str, root: Party, name: str, why: str) -> None:
    with pytest.raises(ChainRefused, match=why):
        fetch_chain(f"{server}/{name}", https_opener(trusting(root)), seconds=0.5)


def test_a_server_that_nobody_vouches_for_is_not_asked(server: str) -> None:
    with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
        fetch_chain(f"{server}/chain.pem")


@given(st.text() | st.builds("https://s3.amazonaws.com/{}".format, st.text()))
def test_whatever_is_asked_for_is_at_amazon_and_in_the_folder(url: str) -> None:
    try:
        address = chain_address(url)
    except ChainRefused:
        return
    assert address.startswith("https://s3.amazonaws.com/echo.api/")
    assert ".." not in address.split("/")
    assert chain_address(address) == address


def test_the_sdk_finds_our_checks_where_it_looks_for_certvalidator() -> None:
    from ask_sdk_webservice_support import verifier

    assert verifier.CertificateValidator is CertificateValidator
    stranger = root_authority()
    pem = chain(leaf(stranger), stranger)
    with pytest.raises(verifier.VerificationException):
        verifier.RequestVerifier()._validate_cert_chain(pem)
