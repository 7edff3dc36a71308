"""The seal of one signature (a CMS SignedData): whether it fits the signed bytes, who made it and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, core, tsp, x509
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from content.signatures.certificates import is_forged

_PRINTED_HASHES = {
    "md5": "MD5",
    "sha1": "SHA-1",
    "sha224": "SHA-224",
    "sha256": "SHA-256",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
}
_WEAK_HASHES = frozenset({"md2", "md5", "sha1"})
_SHORTEST_SAFE_KEY = {"rsa": 2048, "dsa": 2048, "ec": 224}
_MOST_CERTIFICATES = 50


@dataclass(frozen=True, slots=True)
class Stamp:
    """An authority's word on the time."""

    time: datetime
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """What the seal of a signature says."""

    fits: bool
    """The signed bytes have the digest that was signed."""
    sound: bool
    """The signature on that digest is the certificate's, and nothing about the seal contradicts itself."""
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    digest: str
    algorithm: str
    weak: bool
    said_time: datetime | None
    stamp: Stamp | None
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


def read_seal(signed: cms.SignedData, digest_of: Callable[[str], bytes]) -> Seal:
    """The seal on bytes whose digest by any algorithm can be asked for; raises on what is no seal."""
    signer = extract_signer_info(signed)
    certificate, others = _certificates(signed)
    is_stamp = signed["encap_content_info"]["content_type"].native == "tst_info"
    stamp, stamp_sound = (None, True) if is_stamp else _stamp_of(signer)
    if is_stamp:
        stamp, fits, sound = _read_stamp(signed, digest_of)
    else:
        name = str(signer["digest_algorithm"]["algorithm"].native)
        fits, sound = validate_sig_integrity(signer, certificate, "data", digest_of(name))
    crls, ocsps = _revocation_data(signer)
    hash_name = str(signer["digest_algorithm"]["algorithm"].native)
    return Seal(
        fits=fits,
        sound=sound and stamp_sound and not is_forged(certificate, others) and _is_consistent(signed, signer, others),
        certificate=certificate,
        others=others,
        digest=_PRINTED_HASHES.get(hash_name, hash_name.upper()),
        algorithm=_algorithm(certificate),
        weak=hash_name in _WEAK_HASHES or _is_short(certificate),
        said_time=_said_time(signer),
        stamp=stamp,
        crls=crls,
        ocsps=ocsps,
    )


def signer_of(signed: cms.SignedData) -> x509.Certificate:
    """The certificate of whoever signed."""
    return _certificates(signed)[0]


def _certificates(signed: cms.SignedData) -> tuple[x509.Certificate, tuple[x509.Certificate, ...]]:
    found = extract_certificate_info(signed)
    return found.signer_cert, tuple(found.other_certs[:_MOST_CERTIFICATES])


def _is_consistent(signed: cms.SignedData, signer: cms.SignerInfo, others: tuple[x509.Certificate, ...]) -> bool:
    """Whether those parts of the seal that no signature covers still fit the others."""
    named = {algorithm["algorithm"].native for algorithm in signed["digest_algorithms"]}
    versions = signed["version"].native in {"v1", "v3", "v4", "v5"} and signer["version"].native in {"v1", "v3"}
    return (
        versions
        and signer["digest_algorithm"]["algorithm"].native in named
        and not any(is_forged(other, others) for other in others)
    )


def _stamp_of(signer: cms.SignerInfo) -> tuple[Stamp | None, bool]:
    """The timestamp on the signature, and whether what stands there is one; none at all is sound too."""
    try:
        attributes = list(signer["unsigned_attrs"] or ())
        tokens = [
            value["content"]
            for attribute in attributes
            if attribute["type"].native == "signature_time_stamp_token"
            for value in attribute["values"]
        ]
    except (ValueError, TypeError, KeyError):
        return None, True  # Signers of some years wrote attributes that nobody can read; no signature covers them.
    if not tokens:
        return None, True
    signature = signer["signature"].native
    try:
        stamp, fits, sound = _read_stamp(tokens[0], lambda name: hashlib.new(name, signature).digest())
    except Exception:  # A token that cannot be read is no word of any authority.
        return None, False
    return (stamp, True) if fits and sound else (None, False)


def _read_stamp(signed: cms.SignedData, digest_of: Callable[[str], bytes]) -> tuple[Stamp, bool, bool]:
    """A timestamp token: what it says, whether it is about the bytes asked for, and whether it is its authority's."""
    content = signed["encap_content_info"]["content"]
    info = content.parsed if isinstance(content, core.ParsableOctetString) else None
    if not isinstance(info, tsp.TSTInfo):
        raise ValueError("no timestamp")
    signer = extract_signer_info(signed)
    certificate, others = _certificates(signed)
    imprint = info["message_imprint"]
    fits = digest_of(str(imprint["hash_algorithm"]["algorithm"].native)) == imprint["hashed_message"].native
    own_digest = hashlib.new(str(signer["digest_algorithm"]["algorithm"].native), bytes(content)).digest()
    unchanged, sound = validate_sig_integrity(signer, certificate, "tst_info", own_digest)
    forged = is_forged(certificate, others) or not _is_consistent(signed, signer, others)
    return Stamp(info["gen_time"].native, certificate, others), fits, unchanged and sound and not forged


def _said_time(signer: cms.SignerInfo) -> datetime | None:
    for attribute in signer["signed_attrs"] or ():
        if attribute["type"].native == "signing_time":
            said = attribute["values"][0].native
            return said if isinstance(said, datetime) else None
    return None


def _revocation_data(signer: cms.SignerInfo) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Revocation lists and answers that the signer put beside the signature."""
    for attribute in signer["signed_attrs"] or ():
        if attribute["type"].native == "adobe_revocation_info_archival":
            archive = attribute["values"][0]
            return tuple(one.dump() for one in archive["crl"] or ()), tuple(one.dump() for one in archive["ocsp"] or ())
    return (), ()


def _algorithm(certificate: x509.Certificate) -> str:
    key = certificate.public_key
    name = {"rsa": "RSA", "rsassa_pss": "RSA", "ec": "ECDSA", "dsa": "DSA"}.get(key.algorithm)
    return f"{name} {key.bit_size}" if name else str(key.algorithm).replace("ed", "Ed")


def _is_short(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    shortest = _SHORTEST_SAFE_KEY.get(key.algorithm)
    return shortest is not None and key.bit_size < shortest
