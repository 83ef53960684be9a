"""`everyday serve`: the skill's endpoint, for whatever brings HTTPS to it."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click
import platformdirs
import tzlocal
from waitress.server import create_server

from everyday.config import Settings, read_settings
from everyday.conversation import Conversation
from everyday.domain import Person
from everyday.journal import Journal
from skill.app import create_app
from skill.settings import SkillSettings

SKILL_ID_BEGINS = "amzn1.ask.skill."
_NO_SKILL_ID = (
    "Which skill may write to this journal? Give its id with --skill-id or EVERYDAY_SKILL_ID;"
    f" it begins with {SKILL_ID_BEGINS} and stands in the developer console beside the skill."
)


def _demand_skill_id(_: click.Context, __: click.Parameter, given: str | None) -> str:
    if given is None or not given.strip().startswith(SKILL_ID_BEGINS):
        raise click.UsageError(_NO_SKILL_ID)
    return given.strip()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8787, show_default=True, help="The port; 0 for any free one.")
@click.option(
    "--skill-id",
    envvar="EVERYDAY_SKILL_ID",
    show_envvar=True,
    callback=_demand_skill_id,
    help="The id of your Alexa skill; requests for any other are refused.",
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, skill_id: str) -> None:
    """Let your Alexa skill write to the journal.

    Plain HTTP: put something before it that ends HTTPS, and point the skill at /alexa there.
    """
    settings = context.find_object(Settings) or _settings_of_environment()
    _meet(settings)
    app = create_app(SkillSettings(settings.journal, skill_id, settings.person))
    server = create_server(app, host=host, port=port, ident=None)
    click.echo(f"Listening at http://{host}:{server.effective_port}/alexa")
    server.run()


def _meet(settings: Settings) -> None:
    """Whoever keeps this journal may speak to the skill first, before anything was said at home."""
    with Journal.open(settings.journal) as journal:
        newcomer = Person(settings.person, settings.zone)
        Conversation(journal, settings.language).meet(newcomer, datetime.now(UTC))


def _settings_of_environment() -> Settings:
    folder = platformdirs.user_data_path("everyday-magic")
    zone = tzlocal.get_localzone_name() or "UTC"
    return read_settings(os.environ, data_folder=folder, system_zone=zone)
