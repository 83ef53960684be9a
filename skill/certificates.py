"""Whose signature counts: certificate chains from Amazon's speech service to a trusted root.

Importing this module also takes the place of the package `certvalidator`, which the Alexa SDK
imports. Its own dependency cannot be imported with OpenSSL 3.0.10 and later, because it expects
one-digit version parts. So this must be imported before `flask_ask_sdk`.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType

import certifi
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

SPEAKER = "echo-api.amazon.com"
"""The name that a certificate must bear to sign for Alexa."""


class ChainRefused(Exception):
    """A certificate chain that proves nothing; the message says why."""


def load_roots(path: Path | None = None) -> Store:
    """The certificate authorities in the PEM file `path`, or the usual ones of the web.

    Raises OSError where the file cannot be read, ValueError where it holds no certificates.
    """
    roots = (path or Path(certifi.where())).read_bytes()
    with warnings.catch_warnings():
        # One of the usual authorities has a serial number that a later `cryptography` will refuse;
        # whoever starts the endpoint can do nothing about it, and our locks stay below that one.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return Store(x509.load_pem_x509_certificates(roots))


def check_chain(pem: bytes, roots: Store, at: datetime) -> x509.Certificate:
    """The signing certificate of a PEM chain, leaf first, if it may sign for Alexa at `at` (aware).

    Raises ChainRefused for anything else: no certificates, expired or not yet valid, no path to
    `roots`, another name than `SPEAKER` (a wildcard is another name), not meant for signatures.
    """
    try:
        leaf, *intermediates = x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise ChainRefused("the chain is not certificates in PEM") from error
    return _checked(leaf, intermediates, roots, at)


def _checked(
    leaf: x509.Certificate, intermediates: list[x509.Certificate], roots: Store, at: datetime
) -> x509.Certificate:
    policy = PolicyBuilder().store(roots).time(at)
    try:
        policy.build_server_verifier(x509.DNSName(SPEAKER)).verify(leaf, intermediates)
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    except (VerificationError, x509.ExtensionNotFound, ValueError) as error:
        raise ChainRefused(str(error)) from error
    if SPEAKER not in names.get_values_for_type(x509.DNSName):
        raise ChainRefused(f"the certificate does not bear the name {SPEAKER} itself")
    if not usage.digital_signature:
        raise ChainRefused("the certificate is not meant for signatures")
    return leaf


# --- in the place of certvalidator --------------------------------------------------------------


class CertificateValidator:
    """What the SDK's own verifier calls; it trusts the usual authorities, now."""

    def __init__(self, end_entity_cert: bytes | None, intermediate_certs: Iterable[bytes] = ()):
        try:
            self._leaf = x509.load_der_x509_certificate(end_entity_cert or b"")
            self._intermediates = [
                x509.load_der_x509_certificate(der) for der in intermediate_certs
            ]
        except ValueError as error:
            raise ChainRefused("the chain is not certificates") from error

    def validate_usage(self, key_usage: set[str]) -> x509.Certificate:
        """The signing certificate; raises ChainRefused. It knows `digital_signature` only."""
        if key_usage != {"digital_signature"}:
            raise ChainRefused(f"cannot check the key usage {sorted(key_usage)}")
        return _checked(self._leaf, self._intermediates, _usual_roots(), datetime.now(UTC))


@cache
def _usual_roots() -> Store:
    return load_roots()


def _take_the_place_of_certvalidator() -> None:
    package, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    package.__dict__.update(CertificateValidator=CertificateValidator, errors=errors, __path__=[])
    errors.__dict__.update(PathError=ChainRefused, ValidationError=ChainRefused)
    sys.modules.setdefault("certvalidator", package)
    sys.modules.setdefault("certvalidator.errors", errors)


_take_the_place_of_certvalidator()
