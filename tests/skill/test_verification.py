"""Only Amazon, only now, only for this skill: all else is refused with 400, never with 500."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from skill.app import create_app
from skill.certificates import ChainRefused
from skill.chains import CHAINS_KEPT, FetchChain
from skill.settings import SkillSettings
from skill.verification import LARGEST_BODY_BYTES
from tests.skill.authority import (
    NOW,
    SPEAKER,
    Leaf,
    chain,
    intermediate_authority,
    leaf,
    root_authority,
    rsa_key,
    signature,
)
from tests.skill.conftest import CHAIN_URL, Authority, Speaker, recorded

BODY = json.dumps(recorded("launch")).encode()


@dataclass(frozen=True)
class Delivery:
    """One request as it arrives; as it stands, all of it is right."""

    body: bytes = BODY
    signed_body: bytes | None = None
    chain: Callable[[Authority], bytes] = lambda authority: authority.chain
    headers: dict[str, str] = field(default_factory=dict)
    fetch: FetchChain | None = None

    def status(self, settings: SkillSettings, authority: Authority) -> int:
        fetch = self.fetch or (lambda _: self.chain(authority))
        app = create_app(settings, fetch=fetch, now=lambda: NOW)
        sign = {"Signature-256": signature(self.signed_body or self.body)}
        return Speaker(app.test_client()).send(self.body, **(sign | self.headers)).status_code


def from_address(url: str) -> Delivery:
    return Delivery(headers={"SignatureCertChainUrl": url})


def sent(at: str) -> Delivery:
    envelope = recorded("launch")
    envelope["request"]["timestamp"] = at
    return Delivery(json.dumps(envelope).encode())


def sent_event(at: timedelta) -> Delivery:
    envelope = recorded("skill_disabled")
    envelope["request"]["timestamp"] = (NOW + at).isoformat()
    return Delivery(json.dumps(envelope).encode())


def later(**delta: float) -> str:
    return (NOW + timedelta(**delta)).isoformat()


def signed_by(says: Leaf) -> Delivery:
    return Delivery(chain=lambda a: chain(leaf(a.intermediate, says), a.intermediate))


def without(*path: str) -> Delivery:
    envelope = recorded("launch")
    part = envelope
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    return Delivery(json.dumps(envelope).encode())


def for_skill(session: str, context: str) -> Delivery:
    envelope = recorded("launch")
    envelope["session"]["application"]["applicationId"] = session
    envelope["context"]["System"]["application"]["applicationId"] = context
    return Delivery(json.dumps(envelope).encode())


def failing(error: Exception) -> FetchChain:
    def fetch(_: str) -> bytes:
        raise error

    return fetch


def untrusted(_: Authority) -> bytes:
    stranger = root_authority("Root of a stranger")
    intermediate = intermediate_authority(stranger)
    return chain(leaf(intermediate), intermediate, stranger)


def not_an_authority(authority: Authority) -> bytes:
    mere_leaf = intermediate_authority(authority.root, is_authority=False)
    return chain(leaf(mere_leaf), mere_leaf)


def cross_signed(authority: Authority) -> bytes:
    """With the trusted root once more, signed by an older one that nobody trusts any longer."""
    return chain(authority.speaker, authority.intermediate, root_authority("An older root"))


OURS = recorded("launch")["session"]["application"]["applicationId"]

REFUSED = {
    # the address of the chain
    "http": from_address("http://s3.amazonaws.com/echo.api/c.pem"),
    "another host": from_address("https://s3.example.com/echo.api/c.pem"),
    "another host behind ours": from_address("https://s3.amazonaws.com@example.com/echo.api/c"),
    "our host as a part of another": from_address(
        "https://s3.amazonaws.com.example.com/echo.api/c"
    ),
    "another port": from_address("https://s3.amazonaws.com:563/echo.api/c.pem"),
    "a port that is no number": from_address("https://s3.amazonaws.com:x/echo.api/c.pem"),
    "a folder in other letters": from_address("https://s3.amazonaws.com/EcHo.aPi/c.pem"),
    "another folder": from_address("https://s3.amazonaws.com/invalid.path/c.pem"),
    "a way out of the folder": from_address("https://s3.amazonaws.com/echo.api/../evil/c.pem"),
    "a hidden way out": from_address("https://s3.amazonaws.com/echo.api/%2e%2e/evil/c.pem"),
    "the folder itself": from_address("https://s3.amazonaws.com/echo.api/"),
    "an unfinished address": from_address("https://[s3.amazonaws.com/echo.api/c.pem"),
    "no address": from_address(""),
    # the fetch
    "a fetch that times out": Delivery(fetch=failing(TimeoutError("timed out"))),
    "a fetch that fails": Delivery(fetch=failing(OSError("connection refused"))),
    "a chain that is too large": Delivery(fetch=failing(ChainRefused("too large"))),
    "a fetch with a fault": Delivery(fetch=failing(RuntimeError("fault"))),
    "junk for a chain": Delivery(chain=lambda _: b"junk"),
    "junk within PEM": Delivery(
        chain=lambda _: b"-----BEGIN CERTIFICATE-----\nanVuaw==\n-----END CERTIFICATE-----\n"
    ),
    "an empty chain": Delivery(chain=lambda _: b""),
    # the chain
    "expired": signed_by(Leaf(ends=timedelta(seconds=-1))),
    "not yet valid": signed_by(Leaf(starts=timedelta(seconds=1))),
    "an untrusted root": Delivery(chain=untrusted),
    "no intermediate": Delivery(chain=lambda a: chain(a.speaker)),
    "an intermediate that is no authority": Delivery(chain=not_an_authority),
    "the wrong order": Delivery(chain=lambda a: chain(a.intermediate, a.speaker)),
    "not for signatures": signed_by(Leaf(digital_signature=False)),
    "no word on its usage": signed_by(Leaf(key_usage=False)),
    "another name": signed_by(Leaf(names=("echo-api.example.com",))),
    "a wildcard for a name": signed_by(Leaf(names=("*.amazon.com",))),
    "no name": signed_by(Leaf(names=())),
    "a key that is not RSA": signed_by(Leaf(key=ec.generate_private_key(ec.SECP256R1()))),
    # the signature
    "no signature": Delivery(headers={"Signature-256": ""}),
    "only the old signature": Delivery(
        headers={"Signature-256": "", "Signature": signature(BODY, sha1=True)}
    ),
    "the old signature in the new place": Delivery(
        headers={"Signature-256": signature(BODY, sha1=True)}
    ),
    "bad base64": Delivery(headers={"Signature-256": "not base64!"}),
    "half a signature": Delivery(headers={"Signature-256": signature(BODY)[:-8]}),
    "another key": Delivery(headers={"Signature-256": signature(BODY, rsa_key("stranger"))}),
    "a tampered body": Delivery(BODY.replace(b"en-US", b"en-GB"), signed_body=BODY),
    "the same JSON written anew": Delivery(json.dumps(json.loads(BODY), indent=1).encode(), BODY),
    # the moment
    "160 seconds ago": sent(later(seconds=-160)),
    "in 160 seconds": sent(later(seconds=160)),
    "no time zone": sent("2026-11-23T20:30:00"),
    "no date": sent("now"),
    "no timestamp": without("request", "timestamp"),
    "an event 61 minutes ago": sent_event(timedelta(minutes=-61)),
    "an event in 160 seconds": sent_event(timedelta(seconds=160)),
    # the skill
    "another skill": for_skill("amzn1.ask.skill.other", "amzn1.ask.skill.other"),
    "another skill in the session": for_skill("amzn1.ask.skill.other", OURS),
    "another skill in the context": for_skill(OURS, "amzn1.ask.skill.other"),
    "no skill in the context": without("context", "System", "application"),
    # the body
    "an empty body": Delivery(b""),
    "no JSON": Delivery(b"hello"),
    "JSON that is no envelope": Delivery(b"[1]"),
    "invalid UTF-8": Delivery(BODY.replace(b"en-US", b"\xff\xfe")),
    "no request": without("request"),
    "no request id": without("request", "requestId"),
    "no type": without("request", "type"),
    "JSON too deep": Delivery(b"[" * 100_000),
    "a body that is too large": Delivery(BODY + b" " * LARGEST_BODY_BYTES),
}

ACCEPTED = {
    "as it is": Delivery(),
    "a scheme in capitals": from_address("HTTPS://s3.amazonaws.com/echo.api/c.pem"),
    "a host in capitals": from_address("https://S3.AmazonAWS.com/echo.api/c.pem"),
    "the port of HTTPS": from_address("https://s3.amazonaws.com:443/echo.api/c.pem"),
    "a detour into the folder": from_address("https://s3.amazonaws.com/x/../echo.api/c.pem"),
    "140 seconds ago": sent(later(seconds=-140)),
    "in 140 seconds": sent(later(seconds=140)),
    "milliseconds": sent("2026-11-23T20:30:00.250Z"),
    "another time zone": sent("2026-11-23T21:30:00+01:00"),
    "an event 50 minutes ago": sent_event(timedelta(minutes=-50)),
    "the root at the end of the chain": Delivery(
        chain=lambda a: chain(a.speaker, a.intermediate, a.root)
    ),
    "a stranger at the end of the chain": Delivery(chain=cross_signed),
    "no extended usage": signed_by(Leaf(extended=False)),
    "more names": signed_by(Leaf(names=("example.com", SPEAKER))),
    "only in the session": without("context"),
    "only in the context": without("session"),
    "letters beyond ASCII": Delivery(
        json.dumps(recorded("launch") | {"note": "à côté 🌳"}, ensure_ascii=False).encode()
    ),
}


@pytest.mark.parametrize("delivery", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_proved_is_refused(
    delivery: Delivery, settings: SkillSettings, authority: Authority
) -> None:
    assert delivery.status(settings, authority) == 400


@pytest.mark.parametrize("delivery", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_is_proved_is_answered(
    delivery: Delivery, settings: SkillSettings, authority: Authority
) -> None:
    assert delivery.status(settings, authority) == 200


def test_headers_may_be_written_in_small_letters(speaker: Speaker) -> None:
    headers = {"signaturecertchainurl": CHAIN_URL, "signature-256": signature(BODY)}
    assert speaker.client.post("/alexa", data=BODY, headers=headers).status_code == 200


@pytest.mark.parametrize("setting", ["ASK_SDK_VERIFY_SIGNATURE", "ASK_SDK_VERIFY_TIMESTAMP"])
def test_no_setting_switches_verification_off(
    setting: str,
    settings: SkillSettings,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(setting, "false")
    app = create_app(settings, fetch=lambda _: authority.chain, now=lambda: NOW)
    app.config[setting] = False
    app.debug = app.testing = True
    client = Speaker(app.test_client())
    stale = sent(later(seconds=-160)).body
    assert client.send(BODY, **{"Signature-256": ""}).status_code == 400
    assert client.send(stale).status_code == 400


def test_the_environment_names_no_trust_roots(
    settings: SkillSettings, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(settings.trust_roots))
    assert Delivery().status(settings, authority) == 200
    assert Delivery().status(replace(settings, trust_roots=None), authority) == 400


def test_a_refused_request_leaves_nothing_behind(
    settings: SkillSettings, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    body = json.dumps(recorded("did")).encode()
    refused = Delivery(body, signed_body=BODY)
    with caplog.at_level(logging.DEBUG):
        assert refused.status(settings, authority) == 400
    assert "the signature is not of this body" in caplog.text
    assert "walk" not in caplog.text
    assert not settings.journal.exists()


# --- chains are fetched once --------------------------------------------------------------------


@dataclass
class Shelf:
    """A place that chains are fetched from, and how often that was."""

    chain: bytes
    fetched: list[str] = field(default_factory=list)

    def __call__(self, url: str) -> bytes:
        self.fetched.append(url)
        return self.chain


@dataclass
class Clock:
    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


def test_a_chain_is_fetched_once_however_its_address_is_written(
    settings: SkillSettings, authority: Authority
) -> None:
    shelf = Shelf(authority.chain)
    speaker = Speaker(create_app(settings, fetch=shelf, now=lambda: NOW).test_client())
    for url in (CHAIN_URL, CHAIN_URL, CHAIN_URL.replace(".com/", ".com:443/x/../")):
        assert speaker.send(BODY, SignatureCertChainUrl=url).status_code == 200
    assert shelf.fetched == [CHAIN_URL]


def test_only_the_chains_used_last_are_kept(settings: SkillSettings, authority: Authority) -> None:
    shelf = Shelf(authority.chain)
    speaker = Speaker(create_app(settings, fetch=shelf, now=lambda: NOW).test_client())
    urls = [f"https://s3.amazonaws.com/echo.api/{number}.pem" for number in range(CHAINS_KEPT + 1)]
    for url in [*urls, urls[-1], urls[0]]:
        speaker.send(BODY, SignatureCertChainUrl=url)
    assert shelf.fetched == [*urls, urls[0]]


def test_a_chain_that_failed_is_fetched_again(
    settings: SkillSettings, authority: Authority
) -> None:
    shelf = Shelf(b"junk")
    speaker = Speaker(create_app(settings, fetch=shelf, now=lambda: NOW).test_client())
    assert speaker.send(BODY).status_code == 400
    shelf.chain = authority.chain
    assert speaker.send(BODY).status_code == 200


def test_a_chain_that_ran_out_is_fetched_anew(
    settings: SkillSettings, authority: Authority
) -> None:
    short = leaf(authority.intermediate, Leaf(ends=timedelta(minutes=10)))
    shelf, clock = Shelf(chain(short, authority.intermediate)), Clock()
    speaker = Speaker(create_app(settings, fetch=shelf, now=clock).test_client())
    assert speaker.send(BODY).status_code == 200
    clock.at = NOW + timedelta(minutes=11)
    shelf.chain = authority.chain
    assert speaker.send(sent(clock.at.isoformat()).body).status_code == 200
    assert len(shelf.fetched) == 2
