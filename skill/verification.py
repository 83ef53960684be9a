"""Nothing is read before it is proved: the sender, the moment and the skill of every request.

The SDK's own verifier parses the body before it verifies it, waits for a chain without end, and
answers 500 where a request is merely bad. So the adapter here verifies first, by itself, and no
configuration of the SDK or of Flask can switch that off.
"""

from __future__ import annotations

import json
import logging
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Response, jsonify, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from skill.certificates import ChainRefused
from skill.chains import Chains
from skill.envelope import EMPTY_ANSWER, is_known, reported_error, what_is_needed

# isort: split
# Only now, when `certvalidator` has been replaced.
from ask_sdk_core.skill import CustomSkill
from ask_sdk_webservice_support.webservice_handler import WebserviceSkillHandler
from flask_ask_sdk.skill_adapter import SkillAdapter

CHAIN_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
LARGEST_BODY_BYTES = 256 * 1024
TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Events about the skill itself are delivered again for an hour, with their first timestamp."""

Envelope = dict[str, Any]

log = logging.getLogger(__name__)


class Refused(Exception):
    """A request that did not prove itself; the message says why and holds nothing of its body."""


class RequestVerifier:
    """Tells requests that Amazon signed, just now, for this skill, from all others."""

    def __init__(self, chains: Chains, skill_id: str, now: Callable[[], datetime]) -> None:
        self._chains = chains
        self._skill_id = skill_id
        self._now = now

    def verify(self, headers: Headers, body: bytes) -> Envelope:
        """The request envelope in `body`, proved.

        Raises Refused for whatever is wrong with the request, and for nothing else.
        """
        now = self._now()
        try:
            self._check_signature(headers, body, now)
            envelope = json.loads(body.decode("utf-8"))
            _check_shape(envelope["request"])
            _check_moment(envelope["request"], now)
            _check_skill(envelope, self._skill_id)
        except Refused:
            raise
        except (ChainRefused, OSError) as error:
            raise Refused(f"certificate chain: {error}") from error
        except Exception as error:  # a request can be wrong in more ways than anybody can list
            raise Refused(f"malformed: {type(error).__name__}") from error
        return dict(envelope)

    def _check_signature(self, headers: Headers, body: bytes, now: datetime) -> None:
        url, signature = headers.get(CHAIN_HEADER), headers.get(SIGNATURE_HEADER)
        if not url or not signature:
            raise Refused("no signature")
        signed = b64decode(signature, validate=True)
        key = self._chains.signer(url, now).public_key()
        if not isinstance(key, RSAPublicKey):
            raise Refused("the certificate's key is not RSA")
        try:
            key.verify(signed, body, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise Refused("the signature is not of this body") from error


def _check_shape(request_part: Mapping[str, Any]) -> None:
    if not all(isinstance(request_part[key], str) for key in ("type", "requestId", "timestamp")):
        raise Refused("malformed: the request is not named by texts")


def _check_moment(request_part: Mapping[str, Any], now: datetime) -> None:
    sent = datetime.fromisoformat(request_part["timestamp"])
    if sent.tzinfo is None:
        raise Refused("the timestamp has no time zone")
    is_event = request_part["type"].startswith("AlexaSkillEvent.")
    if not -TOLERANCE <= now - sent <= (EVENT_TOLERANCE if is_event else TOLERANCE):
        raise Refused("the timestamp is not of now")


def _check_skill(envelope: Envelope, skill_id: str) -> None:
    parts = (envelope.get("session"), envelope.get("context", {}).get("System"))
    named = {part["application"]["applicationId"] for part in parts if part}
    if named != {skill_id}:
        raise Refused("the request is for another skill")


class VerifyingAdapter(SkillAdapter):  # type: ignore[misc]  # the SDK is not typed
    """Hands a request to the skill once it is proved, and not a byte of it before."""

    def __init__(self, skill: CustomSkill, skill_id: str, verifier: RequestVerifier) -> None:
        super().__init__(skill=skill, skill_id=skill_id)
        self._verifier = verifier

    def _create_webservice_handler(self, skill: CustomSkill, verifiers: object) -> None:
        # The SDK would ask Flask's configuration whether to verify. Nobody is asked here.
        self._webservice_handler = WebserviceSkillHandler(
            skill=skill, verify_signature=False, verify_timestamp=False
        )

    def dispatch_request(self) -> Response:
        """The skill's answer as JSON; 400 for a request that is not proved."""
        try:
            envelope = self._verifier.verify(request.headers, request.get_data(cache=False))
        except (Refused, RequestEntityTooLarge) as error:
            log.warning("request refused: %s", error)
            raise BadRequest from error
        if (fault := reported_error(envelope)) is not None:
            log.error("Alexa could not use the last answer: %s", fault)
        if not is_known(envelope):
            log.info("a request of unknown type was left alone")
            return jsonify(EMPTY_ANSWER)
        return jsonify(
            self._webservice_handler.verify_request_and_dispatch(
                http_request_headers=dict(request.headers),
                http_request_body=json.dumps(what_is_needed(envelope)),
            )
        )
