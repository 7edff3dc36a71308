"""A digital signature in a PDF as a value: what it covers, whether it holds, who signed, when, and who vouches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Form(StrEnum):
    """What a signature is there for."""

    APPROVAL = "approval"
    CERTIFICATION = "certification"
    """The author's own, which also says what may still be added."""
    TIMESTAMP = "timestamp"
    """A time-stamping authority's seal on the whole file; nobody's consent."""
    TRACE = "trace"
    """What is left of a signature in a file that was written anew."""


class Integrity(StrEnum):
    """Whether the signed bytes are still the ones that were signed."""

    INTACT = "intact"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """A form of signature that cannot be checked here."""


class Flaw(StrEnum):
    """Why a signature does not hold."""

    NONE = ""
    CONTENT = "content"
    """The signed bytes are others."""
    SEAL = "seal"
    """The signature itself was damaged, or does not stand where its file says."""
    REWRITTEN = "rewritten"
    """The file was written anew after signing, which no signature survives."""
    UNSUPPORTED = "unsupported"


class Coverage(StrEnum):
    """How much of the file the signed bytes are."""

    WHOLE = "whole"
    REVISION = "revision"
    """The file as it was when it was signed; something was added after."""
    PART = "part"


class Added(StrEnum):
    """What was added to the file after the signature."""

    NOTHING = "nothing"
    EVIDENCE = "evidence"
    """Timestamps and revocation data for keeping."""
    SIGNATURE = "signature"
    FORM = "form"
    COMMENTS = "comments"
    CHANGES = "changes"
    """Anything else; the file may no longer read as it was signed."""


class Clock(StrEnum):
    """Whose word the signing time is."""

    AUTHORITY = "authority"
    SIGNER = "signer"
    NONE = "none"


class Trust(StrEnum):
    """Who vouches for the signer's certificate."""

    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown_root"
    SELF_SIGNED = "self_signed"
    EXPIRED = "expired"
    """Outside its days when it signed."""
    REVOKED = "revoked"
    UNFIT = "unfit"
    """Issued under a trusted root, but not for signing, or not rightly."""


class Revocation(StrEnum):
    """What the file itself proves of the certificate's revocation."""

    NOT_CHECKED = "not_checked"
    GOOD = "good"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a certificate names."""

    name: str
    organisation: str = ""
    unit: str = ""
    country: str = ""

    @property
    def label(self) -> str:
        """Name and organisation in one line, each once."""
        parts = dict.fromkeys(part for part in (self.name, self.unit, self.organisation) if part)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, with everything that its sentences and pages say of it."""

    field: str
    form: Form
    integrity: Integrity
    flaw: Flaw
    coverage: Coverage
    added: Added
    covered_bytes: int
    file_bytes: int
    signer: Party | None = None
    issuer: Party | None = None
    signed_at: datetime | None = None
    clock: Clock = Clock.NONE
    authority: Party | None = None
    """Who stamped the time, when an authority did."""
    authority_trusted: bool = False
    digest: str = ""
    """``SHA-256``."""
    algorithm: str = ""
    """``RSA 2048``."""
    weak: bool = False
    """Signed with an algorithm that is no longer held to be safe."""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    valid_at_signing: bool | None = None
    expired_since: bool = False
    """Valid when it signed, and no longer on the day of the reading."""
    trust: Trust = Trust.UNKNOWN_ROOT
    revocation: Revocation = Revocation.NOT_CHECKED

    @property
    def holds(self) -> bool:
        """Whether the signed bytes are intact and nothing but further seals and forms came after them."""
        return (
            self.integrity is Integrity.INTACT
            and self.coverage is not Coverage.PART
            and self.added is not Added.CHANGES
        )
