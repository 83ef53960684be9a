"""The web application that Alexa talks to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from everyday.domain import EverydayError
from everyday.journal import Journal
from skill.certificates import load_roots
from skill.chains import Chains, FetchChain, fetch_chain
from skill.handlers import LONGEST_WAIT_SECONDS, build_skill
from skill.settings import SkillSettings
from skill.verification import LARGEST_BODY_BYTES, RequestVerifier, VerifyingAdapter


def create_app(
    settings: SkillSettings,
    *,
    fetch: FetchChain = fetch_chain,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """An application that answers `/alexa` (POST, from Amazon alone) and `/healthz`.

    `fetch` brings certificate chains, `now` tells the time (aware). Raises OSError or ValueError
    where the trust roots cannot be read.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    verifier = RequestVerifier(
        Chains(load_roots(settings.trust_roots), fetch), settings.skill_id, now
    )
    adapter = VerifyingAdapter(build_skill(settings), settings.skill_id, verifier)
    adapter.init_app(app)
    adapter.register(app, "/alexa", endpoint="alexa")
    app.add_url_rule("/healthz", "healthz", lambda: _health(settings))
    return app


def _health(settings: SkillSettings) -> tuple[dict[str, str], int]:
    try:
        with Journal.open(settings.journal, busy_seconds=LONGEST_WAIT_SECONDS):
            return {"status": "ok"}, 200
    except EverydayError as error:
        return {"status": type(error).__name__}, 503
