"""A skill that trusts the tests' own authority, and a speaker that talks to it as Amazon does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.app import create_app
from skill.settings import SkillSettings
from tests.skill.authority import (
    NOW,
    Party,
    chain,
    intermediate_authority,
    leaf,
    root_authority,
    signature,
)

SKILL_ID = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"
CHAIN_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-1.pem"
REQUESTS = Path(__file__).parent / "requests"


@dataclass(frozen=True)
class Authority:
    root: Party
    intermediate: Party
    speaker: Party

    @property
    def chain(self) -> bytes:
        return chain(self.speaker, self.intermediate)


@pytest.fixture(scope="session")
def authority() -> Authority:
    root = root_authority()
    intermediate = intermediate_authority(root)
    return Authority(root, intermediate, leaf(intermediate))


@pytest.fixture
def settings(authority: Authority, tmp_path: Path) -> SkillSettings:
    roots = tmp_path / "roots.pem"
    roots.write_bytes(authority.root.pem)
    return SkillSettings(tmp_path / "journal.db", SKILL_ID, trust_roots=roots)


@dataclass(frozen=True)
class Speaker:
    """Sends requests as Amazon does: signed, with the address of the chain."""

    client: FlaskClient

    def send(self, body: bytes, **headers: str) -> TestResponse:
        signed = {"SignatureCertChainUrl": CHAIN_URL, "Signature-256": signature(body)}
        kept = {name: value for name, value in (signed | headers).items() if value}
        return self.client.post(
            "/alexa", data=body, headers=kept, content_type="application/json; charset=utf-8"
        )

    def say(self, envelope: Mapping[str, Any]) -> dict[str, Any]:
        answer = self.send(json.dumps(envelope).encode())
        assert answer.status_code == 200
        response: dict[str, Any] = answer.get_json()
        return response


@pytest.fixture
def speaker(settings: SkillSettings, authority: Authority) -> Speaker:
    app = create_app(settings, fetch=lambda _: authority.chain, now=lambda: NOW)
    return Speaker(app.test_client())


def recorded(name: str) -> dict[str, Any]:
    """The recorded request `name`, as plain JSON values."""
    envelope: dict[str, Any] = json.loads((REQUESTS / f"{name}.json").read_text("utf-8"))
    return envelope


def spoken(intent: str, text: str | None = None, *, request_id: str = "r") -> dict[str, Any]:
    """A request for `intent` with `text` in its slot, otherwise like the recorded one."""
    envelope = recorded("did")
    envelope["request"]["requestId"] = f"amzn1.echo-api.request.{request_id}"
    slots = {"text": {"name": "text", "value": text}} if text is not None else {}
    envelope["request"]["intent"] = {"name": intent, "slots": slots}
    return envelope
