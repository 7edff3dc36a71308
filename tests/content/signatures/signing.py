"""Throw-away authorities and people with certificates, and the files that they sign."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime(2026, 6, 1, tzinfo=UTC)


class Identity:
    """A certificate with its key."""

    def __init__(self, name, issuer=None, *, start=-365, days=3650, authority=False, stamps=False):
        self.key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, name),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sở Thử nghiệm tỉnh Hòa Giang"),
                x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            ]
        )
        begins = NOW + timedelta(days=start)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not authority,
                    content_commitment=not authority,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=authority,
                    crl_sign=authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        if stamps:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        self.certificate = builder.sign(issuer.key if issuer else self.key, hashes.SHA256())
        self.issuer = issuer

    def asn1(self):
        return asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    def asn1_key(self):
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return keys.PrivateKeyInfo.load(der)

    def store(self):
        store = SimpleCertificateStore()
        if self.issuer:
            store.register(self.issuer.asn1())
        return store


def page_pdf(*, password=None):
    """A PDF of one page, perhaps locked."""
    writer = PdfFileWriter(stream_xrefs=False)
    content = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf (Noi dung) Tj ET"))
    sides = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    writer.insert_page(PageObject(contents=content, media_box=sides))
    if password:
        writer.encrypt(password, password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def signed(pdf, by, *, field="ChuKy1", stamper=None, **details):
    """A PDF with one more signature."""
    signer = signers.SimpleSigner(signing_cert=by.asn1(), signing_key=by.asn1_key(), cert_registry=by.store())
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **details)
    out = signers.sign_pdf(writer, meta, signer=signer, timestamper=stamper)
    return out.getvalue()


def updated(pdf, change):
    """A PDF with an incremental update after its end."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
