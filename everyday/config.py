"""Settings, read once at the edge and passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from everyday.domain import SettingInvalid


@dataclass(frozen=True, slots=True)
class Settings:
    """What this run goes by; every field has an option or an environment variable."""

    data_folder: Path
    journal: Path
    zone: ZoneInfo
    """For people who are new here; those who are known have their own."""
    person: str = "me"
    model: Path | None = None
    """A speech model's folder, where one was chosen."""
    microphone: str | None = None
    loudspeaker: str | None = None
    voice: str = "heart"
    language: str = "en"


def read_settings(
    environment: Mapping[str, str],
    *,
    data_folder: Path,
    system_zone: str,
    journal: Path | None = None,
    person: str | None = None,
) -> Settings:
    """The settings that `environment` names, the given options before it.

    `data_folder` is the platform's folder for this person's data, `system_zone` the machine's time
    zone. Raises SettingInvalid.
    """
    folder = Path(environment.get("EVERYDAY_DATA") or data_folder).expanduser()
    chosen = journal or _path(environment, "EVERYDAY_JOURNAL")
    return Settings(
        data_folder=folder,
        journal=(chosen or folder / "journal.db").expanduser(),
        zone=_zone(environment.get("EVERYDAY_TIME_ZONE") or system_zone),
        person=person or environment.get("EVERYDAY_PERSON") or "me",
        model=_path(environment, "EVERYDAY_MODEL"),
        microphone=environment.get("EVERYDAY_MICROPHONE") or None,
        loudspeaker=environment.get("EVERYDAY_LOUDSPEAKER") or None,
        voice=environment.get("EVERYDAY_VOICE") or "heart",
    )


def _path(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name)
    return Path(value).expanduser() if value else None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise SettingInvalid("EVERYDAY_TIME_ZONE", name, str(error)) from error
    except KeyError as error:
        problem = "no such time zone; names look like Europe/London"
        raise SettingInvalid("EVERYDAY_TIME_ZONE", name, problem) from error
