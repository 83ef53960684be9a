"""What the house itself promises: nothing in it points outside, and its own lists are complete."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HOUSE = Path(__file__).parent.parent
IGNORED = (HOUSE / ".gitignore").read_text(encoding="utf-8").split()

# Put together here, so that this file does not hold what it looks for.
REGISTRY_HOSTS = (
    "pypi" + ".org",
    "python" + "hosted",
    "registry" + ".npmjs",
    "repo1" + ".maven",
    "repo" + ".maven",
)
MACHINE_PATHS = ("/work" + "/", "/root" + "/")


def is_ignored(path: Path) -> bool:
    """Whether .gitignore keeps `path` (relative, a folder with is_dir) out of the project."""
    folder = "/" if (HOUSE / path).is_dir() else ""
    return any(
        fnmatch(path.name + folder, pattern) or fnmatch(path.as_posix() + folder, pattern)
        for pattern in IGNORED
    )


def project_files() -> Iterator[Path]:
    """Every file of the project, relative to its top: what git would add, without asking git."""
    for folder, folders, names in os.walk(HOUSE):
        here = Path(folder).relative_to(HOUSE)
        folders[:] = [name for name in folders if name != ".git" and not is_ignored(here / name)]
        yield from (here / name for name in names if name != ".git" and not is_ignored(here / name))


def project_texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        try:
            yield path, (HOUSE / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def where_said(words: tuple[str, ...]) -> list[str]:
    return [
        f"{path}: {word}"
        for path, text in project_texts()
        for word in words
        if word in text.lower()
    ]


def test_the_walk_sees_the_project_and_not_what_it_downloads() -> None:
    files = set(project_files())
    assert {Path("Makefile"), Path(".ci/run"), Path("everyday/domain/people.py")} <= files
    assert not [path for path in files if path.parts[0] in {".venv", ".cache", ".git"}]


def test_no_file_names_a_package_registry() -> None:
    assert where_said(REGISTRY_HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert where_said(MACHINE_PATHS) == []


@pytest.mark.parametrize(
    "path", sorted(path for path in project_files() if path.suffix == ".toml"), ids=str
)
def test_toml_parses(path: Path) -> None:
    assert tomllib.loads((HOUSE / path).read_text(encoding="utf-8"))


# --- documents ----------------------------------------------------------------------------------

DOCUMENTS = sorted(path for path in project_files() if path.suffix == ".md")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def headings(text: str) -> set[str]:
    """The anchors of a document's headings, as a code host makes them."""
    lines = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_relative_links_lead_somewhere(document: Path) -> None:
    text = (HOUSE / document).read_text(encoding="utf-8")
    lost = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (HOUSE / document.parent / target) if target else HOUSE / document
        if not file.exists() or (
            anchor and anchor not in headings(file.read_text(encoding="utf-8"))
        ):
            lost.append(link)
    assert lost == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in DOCUMENTS if path.parent.name == "decisions")
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


# --- commands -----------------------------------------------------------------------------------


def test_help_is_the_default_and_names_every_target() -> None:
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE)
    command = ["make", "--no-print-directory"]
    shown = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    assert [line.split()[1] for line in shown.splitlines()] == targets
    assert {"run", "test", "lint", "bench", "model", "lock", "clean"} <= set(targets)


SCRIPTS = [path for path in project_files() if path.parts[0] == "setup" or path == Path(".ci/run")]


@pytest.mark.parametrize("script", SCRIPTS, ids=str)
def test_shell_scripts_are_whole(script: Path) -> None:
    shell = (
        "bash"
        if (HOUSE / script).read_text(encoding="utf-8").startswith("#!/usr/bin/env bash")
        else "sh"
    )
    parsed = subprocess.run([shell, "-n", HOUSE / script], capture_output=True, text=True)
    assert parsed.stderr == ""
    sourced = script.name == "checkout.sh"
    assert os.access(HOUSE / script, os.X_OK) is not sourced


# --- lock files ---------------------------------------------------------------------------------

Lock = dict[str, frozenset[str]]


def read_lock(name: str) -> Lock:
    """Each requirement of a lock file, version and marker included, with its hashes."""
    joined = (HOUSE / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lock = {}
    for line in joined.splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", line.strip())
        lock[requirement] = frozenset(hashes)
    return lock


@pytest.fixture(params=["requirements.lock", "requirements-dev.lock"])
def lock(request: pytest.FixtureRequest) -> Lock:
    return read_lock(request.param)


def test_every_locked_requirement_is_pinned_and_hashed(lock: Lock) -> None:
    assert len(lock) > 20
    for requirement, hashes in lock.items():
        assert "==" in requirement, requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), requirement


def test_what_runs_is_what_was_tested() -> None:
    running, developing = read_lock("requirements.lock"), read_lock("requirements-dev.lock")
    assert running == {name: developing.get(name) for name in running}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["build-system"]["requires"]
    asked_dev = asked + project["dependency-groups"]["dev"]
    for name, wanted in (("requirements.lock", asked), ("requirements-dev.lock", asked_dev)):
        locked = [Requirement(line) for line in read_lock(name)]
        pinned = {(one.name, str(one.specifier).removeprefix("==")) for one in locked}
        for requirement in map(Requirement, wanted):
            assert [
                version
                for package, version in pinned
                if package == requirement.name.lower() and requirement.specifier.contains(version)
            ], f"{name}: {requirement}"
