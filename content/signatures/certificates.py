"""Certificates: whom they name, and whether a path leads from one to a root that the portal trusts. No network."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from cryptography import x509 as public
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
)
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator, SignatureValidationContext

from content.errors import Invalid
from content.signatures.signature import Party, Revocation, Trust
from content.vietnamese import nfc_clean

LONGEST_NAME = 200
SIGNING = frozenset({"digital_signature", "non_repudiation"})
TIME_STAMPING = frozenset({"time_stamping"})
_BROKEN_HASHES = frozenset({"md2", "md5"})
"""SHA-1 is let through and called weak: certificates of 2017 in Vietnam were signed with it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the file brings along: other certificates, and what says that one was revoked or was not."""

    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


def read_roots(data: bytes) -> tuple[public.Certificate, ...]:
    """The certificates of a root file, PEM (one or many) or DER."""
    try:
        if b"-----BEGIN" in data:
            return tuple(public.load_pem_x509_certificates(data))
        return (public.load_der_x509_certificate(data),)
    except ValueError:
        raise Invalid("Tệp không phải là chứng thư gốc (PEM hoặc DER).") from None


def party(name: x509.Name) -> Party:
    """Whom a distinguished name names, for reading."""
    said: dict[str, str] = {}
    for relative in name.chosen:
        for entry in relative:
            value = entry["value"].native
            if isinstance(value, str):
                said.setdefault(entry["type"].native, " ".join(nfc_clean(value).split())[:LONGEST_NAME])
    common = said.get("common_name") or said.get("organization_name") or said.get("organizational_unit_name") or ""
    return Party(
        name=common,
        organisation=said.get("organization_name", ""),
        unit=said.get("organizational_unit_name", ""),
        country=said.get("country_name", ""),
    )


def is_valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether a moment lies in the days that the certificate names."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def vouched(
    certificate: x509.Certificate,
    evidence: Evidence,
    roots: Sequence[public.Certificate],
    moment: datetime,
    *,
    usage: frozenset[str],
) -> tuple[Trust, Revocation]:
    """Who vouches for a certificate at a moment, and what the file proves of its revocation."""
    trust = _trust(certificate, evidence, roots, moment)
    if trust is Trust.REVOKED:
        return trust, Revocation.REVOKED
    if trust is not Trust.TRUSTED:
        return trust, Revocation.NOT_CHECKED
    if not _may(certificate, usage):
        return Trust.UNFIT, Revocation.NOT_CHECKED
    proved = bool(evidence.crls or evidence.ocsps) and not _complaint(certificate, evidence, roots, moment, strict=True)
    return trust, Revocation.GOOD if proved else Revocation.NOT_CHECKED


def is_forged(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> bool:
    """Whether somebody who stands beside the certificate as its issuer did not issue it."""
    issuers = [other for other in (certificate, *others) if _claims(certificate, other)]
    return bool(issuers) and not any(_issued(certificate, issuer) for issuer in issuers)


def _claims(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certificate names this one as its issuer; an authority that renews its key keeps its name."""
    if issuer.subject.dump() != certificate.issuer.dump():
        return False
    named = certificate.authority_key_identifier
    return named is None or issuer.key_identifier is None or named == issuer.key_identifier


def _trust(
    certificate: x509.Certificate, evidence: Evidence, roots: Sequence[public.Certificate], moment: datetime
) -> Trust:
    if not is_valid_at(certificate, moment):
        return Trust.EXPIRED
    complaint = _complaint(certificate, evidence, roots, moment, strict=False) if roots else PathBuildingError("")
    match complaint:
        case None:
            return Trust.TRUSTED
        case RevokedError():
            return Trust.REVOKED
        case ExpiredError() | NotYetValidError():
            return Trust.EXPIRED
        case PathBuildingError():
            alone = certificate.subject.dump() == certificate.issuer.dump() and _issued(certificate, certificate)
            return Trust.SELF_SIGNED if alone else Trust.UNKNOWN_ROOT
    return Trust.UNFIT


def _complaint(
    certificate: x509.Certificate,
    evidence: Evidence,
    roots: Sequence[public.Certificate],
    moment: datetime,
    *,
    strict: bool,
) -> Exception | None:
    """What stands against the path to a root; with ``strict`` also that nothing proves it is not revoked."""
    try:
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(root.public_bytes(Encoding.DER)) for root in roots],
            other_certs=evidence.certificates,
            moment=moment,
            best_signature_time=moment,
            allow_fetching=False,
            crls=evidence.crls,
            ocsps=evidence.ocsps,
            revocation_mode="require" if strict else "soft-fail",
            retroactive_revinfo=True,
            weak_hash_algos=_BROKEN_HASHES,
        )
        asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except Exception as complaint:  # Hostile certificates fail in ways that no list of errors holds.
        return complaint
    return None


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        DefaultSignatureValidator().validate_signature(
            certificate["signature_value"].native,
            certificate["tbs_certificate"].dump(),
            issuer.public_key,
            certificate["signature_algorithm"],
            context=SignatureValidationContext(contextual_md_algorithm=None, prehashed=False),
        )
    except UnsupportedAlgorithm:
        return True  # Nothing is known against it.
    except Exception:  # Keys and signatures that are none fail in ways that no list of errors holds.
        return False
    return True


def _may(certificate: x509.Certificate, usage: frozenset[str]) -> bool:
    """Whether a certificate is for one of some uses; one that names no use is for all."""
    if usage == TIME_STAMPING:
        extended = certificate.extended_key_usage_value
        return extended is not None and bool(usage & set(extended.native))
    named = certificate.key_usage_value
    return named is None or bool(usage & set(named.native))
