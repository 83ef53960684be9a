"""A certificate authority of the tests' own, and requests signed as Amazon signs them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
SPEAKER = "echo-api.amazon.com"

Key = RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def rsa_key(whose: str) -> RSAPrivateKey:
    """The same key for the same name; making one takes a while."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Party:
    """A certificate and the key that belongs to it."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


@dataclass(frozen=True)
class Leaf:
    """What a signing certificate says of itself; as it stands, all of it is right."""

    names: Sequence[str] = (SPEAKER,)
    starts: timedelta = timedelta(days=-30)
    ends: timedelta = timedelta(days=30)
    digital_signature: bool = True
    key_usage: bool = True
    extended: bool = True
    key: Key = field(default_factory=lambda: rsa_key("speaker"))


def root_authority(name: str = "Root of the tests") -> Party:
    return _authority(name, issuer=None)


def intermediate_authority(issuer: Party, *, is_authority: bool = True) -> Party:
    return _authority("Intermediate of the tests", issuer, is_authority=is_authority)


def leaf(issuer: Party, says: Leaf | None = None) -> Party:
    says = says or Leaf()
    builder = _builder(SPEAKER, says.key, issuer, NOW + says.starts, NOW + says.ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    if says.names:
        names = x509.SubjectAlternativeName([x509.DNSName(name) for name in says.names])
        builder = builder.add_extension(names, False)
    if says.key_usage:
        builder = builder.add_extension(_usage(digital_signature=says.digital_signature), True)
    if says.extended:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(usage, False)
    return Party(builder.sign(issuer.key, SHA256()), says.key)


def chain(*parties: Party) -> bytes:
    return b"".join(party.pem for party in parties)


def signature(body: bytes, key: RSAPrivateKey | None = None, *, sha1: bool = False) -> str:
    signed = (key or rsa_key("speaker")).sign(body, PKCS1v15(), SHA1() if sha1 else SHA256())
    return b64encode(signed).decode()


def _authority(name: str, issuer: Party | None, *, is_authority: bool = True) -> Party:
    key = ec.generate_private_key(ec.SECP256R1())
    year = timedelta(days=365)
    builder = _builder(name, key, issuer, NOW - year, NOW + year)
    path_length = None if issuer is None or not is_authority else 0
    constraints = x509.BasicConstraints(ca=is_authority, path_length=path_length)
    usage = _usage(key_cert_sign=is_authority, digital_signature=not is_authority)
    builder = builder.add_extension(constraints, True).add_extension(usage, True)
    return Party(builder.sign(issuer.key if issuer else key, SHA256()), key)


def _builder(
    name: str, key: Key, issuer: Party | None, starts: datetime, ends: datetime
) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    signer = issuer.key if issuer else key
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
        .add_extension(identifier, False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
    )


def _usage(*, digital_signature: bool = False, key_cert_sign: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        key_cert_sign=key_cert_sign,
        crl_sign=key_cert_sign,
        key_encipherment=True,
        content_commitment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
