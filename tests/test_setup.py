"""What `make run` does before it runs: with stand-ins for Python and apt-get, so offline."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
TOOLS = (
    *("sh", "dirname", "mkdir", "cat", "cmp", "sed", "awk", "tail", "find", "grep"),
    *("rm", "mv", "cp", "chmod", "uname", "id", "env"),
)

# Stands in for python3, for .venv/bin/python and, through them, for pip and venv. It writes down
# what it was asked to install, and fails if there is a file that says so.
PYTHON = """#!/bin/sh
case "$*" in
    --version) echo "Python 3.12.0" ;;
    *"-m venv "*)
        for folder in "$@"; do :; done
        mkdir -p "$folder/bin"
        cp "$0" "$folder/bin/python"
        echo "command = python3 -m venv $folder" >"$folder/pyvenv.cfg"
        echo "new environment" >>asked ;;
    *"-m pip "*)
        [ ! -e broken-network ] || { echo "no route to host"; exit 1; }
        echo "${*#*disable-pip-version-check }" >>asked
        case "$*" in *"-e .") cp "$0" .venv/bin/everyday ;; esac ;;
esac
"""
REFUSES = "#!/bin/sh\nexit 1\n"

INSTALLED = [
    "--require-hashes -r .cache/tmp/installer.lock",
    "--no-build-isolation --require-hashes -r requirements.lock",
    "--no-deps --no-build-isolation -e .",
]


@dataclass
class Checkout:
    """A small checkout with its own PATH: nothing of the machine but plain tools."""

    folder: Path
    tools: Path

    def tool(self, name: str, script: str) -> None:
        """Puts a stand-in in place; never through a link, which leads to the machine's own tool."""
        tool = self.tools / name
        tool.unlink(missing_ok=True)
        with tool.open("x", encoding="utf-8") as file:
            file.write(script)
        tool.chmod(0o755)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", *command],
            cwd=self.folder,
            env={"PATH": str(self.tools)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def install(self, lock: str = "requirements.lock") -> subprocess.CompletedProcess[str]:
        return self.run("setup/environment.sh", lock)

    def asked(self) -> list[str]:
        """What was asked for since the last look."""
        log = self.folder / "asked"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    folder, tools = tmp_path / "a house", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or name)
    shutil.copytree(HOUSE / "setup", folder / "setup")
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(HOUSE / name, folder)
    here = Checkout(folder, tools)
    here.tool("python3", PYTHON)
    for name in ("apt-get", "sudo", *(f"python3.{minor}" for minor in range(11, 15))):
        here.tool(name, REFUSES)
    return here


def test_a_fresh_checkout_gets_an_environment_and_the_locked_packages(checkout: Checkout) -> None:
    assert checkout.install().returncode == 0
    assert checkout.asked() == ["new environment", *INSTALLED]


def test_the_installer_itself_comes_from_the_lock(checkout: Checkout) -> None:
    checkout.install()
    lines = (checkout.folder / ".cache/tmp/installer.lock").read_text().splitlines()
    names = [line.split("==")[0] for line in lines if not line.startswith(" ")]
    assert names == ["pip", "setuptools"]
    assert sum("--hash=sha256:" in line for line in lines) >= 2


def test_a_second_run_installs_nothing_and_says_nothing(checkout: Checkout) -> None:
    checkout.install()
    checkout.asked()
    again = checkout.install()
    assert (again.returncode, again.stdout, checkout.asked()) == (0, "", [])


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_change_installs_again_in_the_same_environment(checkout: Checkout, changed: str) -> None:
    checkout.install()
    checkout.asked()
    with (checkout.folder / changed).open("a") as file:
        file.write("# changed\n")
    assert checkout.install().returncode == 0
    assert checkout.asked() == INSTALLED


def test_what_tests_need_is_enough_to_run(checkout: Checkout) -> None:
    checkout.install("requirements-dev.lock")
    checkout.asked()
    checkout.install("requirements.lock")
    assert checkout.asked() == []


def test_running_after_a_change_does_not_vouch_for_what_tests_need(checkout: Checkout) -> None:
    checkout.install("requirements-dev.lock")
    with (checkout.folder / "requirements.lock").open("a") as file:
        file.write("# changed\n")
    checkout.install("requirements.lock")
    checkout.asked()
    checkout.install("requirements-dev.lock")
    assert checkout.asked() == [
        line.replace(".lock", "-dev.lock") if "-r req" in line else line for line in INSTALLED
    ]


def test_an_installation_that_failed_starts_anew_the_next_time(checkout: Checkout) -> None:
    (checkout.folder / "broken-network").touch()
    failed = checkout.install()
    assert failed.returncode == 1
    assert "no route to host" in failed.stdout
    assert not list((checkout.folder / ".venv").glob(".installed*"))

    (checkout.folder / "broken-network").unlink()
    checkout.asked()
    assert checkout.install().returncode == 0
    assert checkout.asked() == ["new environment", *INSTALLED]


def test_a_checkout_that_moved_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.install()
    moved = Checkout(checkout.folder.rename(checkout.folder.with_name("elsewhere")), checkout.tools)
    moved.asked()
    assert moved.install().returncode == 0
    assert moved.asked() == ["new environment", *INSTALLED]


def test_an_old_python_is_named_and_nothing_is_made(checkout: Checkout) -> None:
    checkout.tool("python3", '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n')
    refused = checkout.install()
    assert refused.returncode == 1
    assert "needs Python 3.11 or later; found: Python 3.9.2" in refused.stdout
    assert not (checkout.folder / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_found(checkout: Checkout) -> None:
    checkout.tool("python3", REFUSES)
    checkout.tool("python3.12", PYTHON)
    assert checkout.install().returncode == 0


WITHOUT_ENSUREPIP = PYTHON.replace(
    'case "$*" in', 'case "$*" in\n    *ensurepip*) exit 1 ;;\n    *%d.%d*) echo 3.12 ;;'
)


def test_without_the_venv_module_and_without_rights_the_line_to_run_is_shown(
    checkout: Checkout,
) -> None:
    checkout.tool("python3", WITHOUT_ENSUREPIP)
    checkout.tool("id", "#!/bin/sh\necho 1000\n")
    refused = checkout.install()
    assert refused.returncode == 1
    assert refused.stdout.splitlines() == [
        "Python's venv module is missing.",
        "  To install it, run:  sudo apt-get update && sudo apt-get install -y python3.12-venv",
    ]


@pytest.mark.parametrize("user", ["root", "may use sudo"])
def test_a_system_package_is_installed_where_no_password_is_needed(
    checkout: Checkout, user: str
) -> None:
    checkout.tool("apt-get", '#!/bin/sh\necho "$*" >>asked\n')
    checkout.tool("id", f"#!/bin/sh\necho {0 if user == 'root' else 1000}\n")
    if user != "root":
        checkout.tool("true", "#!/bin/sh\n")
        checkout.tool("sudo", '#!/bin/sh\n[ "$1" = -n ] || exit 1\nshift\n"$@"\n')
    assert checkout.run("setup/system-packages.sh", "libportaudio2").returncode == 0
    (asked,) = checkout.asked()
    assert asked.endswith("install -y --no-install-recommends libportaudio2")


def test_a_list_of_packages_that_is_out_of_date_is_fetched_once(checkout: Checkout) -> None:
    checkout.tool("id", "#!/bin/sh\necho 0\n")
    checkout.tool(
        "apt-get",
        '#!/bin/sh\ncase "$*" in *update) : >updated; exit 0 ;; esac\ncat updated >/dev/null\n',
    )
    assert checkout.run("setup/system-packages.sh", "libportaudio2").returncode == 0


def test_elsewhere_than_debian_the_packages_are_named(checkout: Checkout) -> None:
    (checkout.tools / "apt-get").unlink()
    refused = checkout.run("setup/system-packages.sh", "libportaudio2")
    assert refused.returncode == 1
    assert "libportaudio2" in refused.stdout


def test_a_folder_that_cannot_be_written_to_is_said(checkout: Checkout) -> None:
    (checkout.folder / ".cache").touch()
    refused = checkout.install()
    assert refused.returncode == 1
    assert f"cannot be written to: {os.path.realpath(checkout.folder)}" in refused.stdout
