"""Where certificate chains come from: their one address, the fetch, and a small store."""

from __future__ import annotations

import posixpath
import ssl
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from email.message import Message
from threading import Lock
from time import monotonic
from typing import IO
from urllib.parse import quote, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

import certifi
from cryptography.x509 import Certificate
from cryptography.x509.verification import Store

from skill.certificates import ChainRefused, check_chain

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
FETCH_SECONDS = 3.0
LARGEST_CHAIN_BYTES = 64 * 1024
CHAINS_KEPT = 8

FetchChain = Callable[[str], bytes]
"""The PEM chain at an address; raises OSError or ChainRefused."""


def chain_address(url: str) -> str:
    """The address to fetch, spelled in one way: `https://s3.amazonaws.com/echo.api/...`.

    Percent signs and dots are resolved first, so that what is checked is what is fetched. Raises
    ChainRefused for another scheme, host, port or folder.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ChainRefused("the chain's address is not a URL") from error
    path = posixpath.normpath(unquote(parts.path))
    if parts.scheme != "https" or host != HOST or port not in (None, 443):
        raise ChainRefused("the chain's address is not at Amazon")
    if not path.startswith(FOLDER):
        raise ChainRefused("the chain's address is not in the folder for chains")
    return f"https://{HOST}{quote(path)}"


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would lead away from the address that was checked."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def https_opener(context: ssl.SSLContext | None = None) -> OpenerDirector:
    """An opener for HTTPS that follows no redirects; `context` where not the usual authorities."""
    context = context or ssl.create_default_context(cafile=certifi.where())
    return build_opener(HTTPSHandler(context=context), _NoRedirect())


def fetch_chain(
    url: str, opener: OpenerDirector | None = None, *, seconds: float = FETCH_SECONDS
) -> bytes:
    """The bytes at `url`, at most `LARGEST_CHAIN_BYTES`.

    `seconds` is the longest wait for the connection and for each answer, and the longest time for
    the whole body. Raises OSError for whatever the network did, ChainRefused for too much or too
    slow an answer.
    """
    until = monotonic() + seconds
    chain = b""
    with (opener or https_opener()).open(url, timeout=seconds) as answer:
        while block := answer.read1(LARGEST_CHAIN_BYTES + 1):
            chain += block
            if len(chain) > LARGEST_CHAIN_BYTES:
                raise ChainRefused("the chain is too large")
            if monotonic() > until:
                raise ChainRefused("the chain came too slowly")
    return chain


class Chains:
    """The trusted signing certificates, each chain fetched once and checked every time."""

    def __init__(self, roots: Store, fetch: FetchChain) -> None:
        self._roots = roots
        self._fetch = fetch
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def signer(self, url: str, at: datetime) -> Certificate:
        """The certificate that signs for the chain at `url`, trusted at `at` (aware).

        Raises ChainRefused, or OSError where the chain cannot be fetched. Only chains that were
        trusted are kept, the `CHAINS_KEPT` last used.
        """
        address = chain_address(url)
        chain = self._kept_chain(address)
        if chain is not None:
            try:
                return check_chain(chain, self._roots, at)
            except ChainRefused:
                self._forget(address)  # it has run out; a renewed one may stand in its place
        chain = self._fetch(address)
        signer = check_chain(chain, self._roots, at)
        self._keep(address, chain)
        return signer

    def _kept_chain(self, address: str) -> bytes | None:
        with self._lock:
            if address in self._kept:
                self._kept.move_to_end(address)
            return self._kept.get(address)

    def _keep(self, address: str, chain: bytes) -> None:
        with self._lock:
            self._kept[address] = chain
            while len(self._kept) > CHAINS_KEPT:
                self._kept.popitem(last=False)

    def _forget(self, address: str) -> None:
        with self._lock:
            self._kept.pop(address, None)
