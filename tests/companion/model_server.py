"""A real web server that gives out one file, well or badly, and a small stand-in for a model."""

from __future__ import annotations

import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from companion.speech_model import CatalogueModel, ZipSource

FOLDER = "vosk-model-tiny"
FILES = {
    "am/final.mdl": b"acoustic" * 40_000,
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
    "conf/model.conf": b"--beam=10.0\n",
    "graph/HCLr.fst": bytes(range(256)) * 500,
    "graph/Gr.fst": b"grammar" * 20_000,
}


def archive(files: dict[str, bytes] | None = None, top: str = f"{FOLDER}/") -> bytes:
    """A zip of the files below `top`, hardly packed, so that there is something to send."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as into:
        for name, content in (FILES if files is None else files).items():
            into.writestr(zipfile.ZipInfo(top + name), content)
    return packed.getvalue()


def model_from(*sources: ZipSource) -> CatalogueModel:
    """A catalogue's entry with these sources."""
    return CatalogueModel("tiny", "en-US", FOLDER, sources)


@dataclass
class Server:
    """What is given out and how, and what was asked for."""

    content: bytes
    cut_after: list[int] = field(default_factory=list)
    """One entry for each of the first answers: after so many bytes the connection is cut."""
    resumes: bool = True
    """Whether a request for a part is answered with the part."""
    status: int | None = None
    """An error to answer with instead."""
    ranges: list[str | None] = field(default_factory=list)
    """The Range header of every request."""
    url: str = ""

    def source(self, sha256: str | None = None, size: int | None = None) -> ZipSource:
        """The catalogue's words for this server's file."""
        right = hashlib.sha256(self.content).hexdigest()
        return ZipSource(self.url, size, sha256 or right, FOLDER)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server at `server.url`, until the end of the block."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range")
            server.ranges.append(asked)
            if server.status:
                self.send_error(server.status)
                return
            start = int(re.findall(r"\d+", asked)[0]) if asked and server.resumes else 0
            self._send(start)

        def _send(self, start: int) -> None:
            if start and start >= len(server.content):
                self.send_error(416)
                return
            body = server.content[start:]
            self.send_response(206 if start else 200)
            if start:
                last = len(server.content) - 1
                self.send_header("Content-Range", f"bytes {start}-{last}/{last + 1}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            cut = server.cut_after.pop(0) if server.cut_after else len(body)
            self.wfile.write(body[:cut])

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.url = f"http://127.0.0.1:{web.server_address[1]}/model.zip"
    running = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02})
    running.start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
        running.join()
