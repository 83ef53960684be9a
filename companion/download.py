"""Downloads that go on where they stopped, and archives that unpack nowhere but where told."""

from __future__ import annotations

import errno
import hashlib
import shutil
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import requests

from everyday.domain import DiskFull

Progress = Callable[[int, int | None], None]
"""Called with the bytes that are here and the bytes in all, None where nobody knows."""

_CONNECT_SECONDS, _READ_SECONDS = 10.0, 30.0
_BLOCK_BYTES = 1 << 13  # a block that the connection breaks in is lost
_TRIES_WITHOUT_GAIN = 2


class DownloadFailed(Exception):
    """A source did not give the file; the text says why."""


def download(
    url: str, part: Path, size: int | None, progress: Progress, retry_seconds: float = 1.0
) -> None:
    """Leaves the whole file at `part`, going on from what is there already.

    `size` is in bytes where it is known. A cut connection is taken up again as long as each try
    brings something. Raises DownloadFailed (what came is kept for the next time) and DiskFull.
    """
    tries_left = _TRIES_WITHOUT_GAIN
    while True:
        before = _size(part)
        try:
            with full_disk_told(part):
                _download_once(url, part, size, progress)
            return
        except requests.RequestException as error:
            tries_left = _TRIES_WITHOUT_GAIN if _size(part) > before else tries_left - 1
            if not tries_left:
                raise DownloadFailed(_why(error)) from error
            time.sleep(retry_seconds)


def _download_once(url: str, part: Path, size: int | None, progress: Progress) -> None:
    have = _size(part)
    if size is not None and have == size:
        return
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    timeout = (_CONNECT_SECONDS, _READ_SECONDS)
    with requests.get(url, headers=headers, stream=True, timeout=timeout) as response:
        if response.status_code == requests.codes.requested_range_not_satisfiable and have:
            part.unlink()
            raise requests.ConnectionError("the server has less than was fetched before")
        response.raise_for_status()
        if not _goes_on_at(response, have):
            have = 0
        total = size or _total(response, have)
        _append(response, part, have, total, progress)


def _goes_on_at(response: requests.Response, have: int) -> bool:
    """Whether the answer is the rest that was asked for, and not the file from its beginning."""
    return response.status_code == requests.codes.partial_content and response.headers.get(
        "Content-Range", ""
    ).startswith(f"bytes {have}-")


def _append(
    response: requests.Response, part: Path, have: int, total: int | None, progress: Progress
) -> None:
    with part.open("ab" if have else "wb") as file:
        progress(have, total)
        for block in response.iter_content(_BLOCK_BYTES):
            file.write(block)
            have += len(block)
            progress(have, total)
            if total is not None and have > total:
                raise DownloadFailed(f"the server sends more than {total} bytes")


def _total(response: requests.Response, have: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return have + int(length) if length.isdecimal() else None


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"the server answered {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "the server did not answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "the server's certificate was not accepted"
    return f"the connection failed ({type(error).__name__})"


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(archive: Path, inside: str, into: Path) -> None:
    """Unpacks the folder `inside` of a zip archive, so that its content stands in `into`.

    Raises DownloadFailed when the archive is broken, has no such folder, or has a link or a name
    that leads out of the folder; in that case nothing of it is unpacked. Raises DiskFull.
    """
    try:
        with zipfile.ZipFile(archive) as packed, full_disk_told(into):
            for member, path in _members(packed, PurePosixPath(inside)):
                target = into / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file, _BLOCK_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DownloadFailed("the archive is broken") from error


def _members(
    packed: zipfile.ZipFile, inside: PurePosixPath
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files below `inside`, each with its path from there; every name is looked at first."""
    found = []
    for member in packed.infolist():
        path = PurePosixPath(member.filename)
        if _leads_out(path) or stat.S_ISLNK(member.external_attr >> 16):
            raise DownloadFailed("the archive holds a name that leads out of its folder")
        if path.is_relative_to(inside) and not member.is_dir():
            found.append((member, path.relative_to(inside)))
    if not found:
        raise DownloadFailed(f"the archive has no folder {inside}")
    return found


def _leads_out(path: PurePosixPath) -> bool:
    return path.is_absolute() or ".." in path.parts or "\\" in str(path) or ":" in str(path)


@contextmanager
def full_disk_told(path: Path) -> Iterator[None]:
    """Turns the system's "no space left" inside the block into DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(path) from error
        raise
