"""Looks for secrets in raw bytes, in every form in which a program may write them down."""

import json
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from urllib.parse import quote, quote_plus

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp949")


def forms(secret: str) -> Iterator[bytes]:
    """How this text may stand in a file: plain, wide, escaped for JSON or an address, base64."""
    for encoding in ENCODINGS:
        yield secret.encode(encoding, "ignore")
    for written in (json.dumps(secret)[1:-1], quote(secret), quote_plus(secret)):
        yield written.encode()
        yield written.lower().encode()
        yield json.dumps(written)[1:-1].encode()
    for encoding in ENCODINGS[:2]:
        yield from _in_base64(secret.encode(encoding))


def _in_base64(data: bytes) -> Iterator[bytes]:
    """What is the same in base64 whatever stands before and after, for each of three offsets."""
    for before in range(3):
        whole = b64encode(bytes(before) + data)
        first = -(-before * 8 // 6)
        last = (before + len(data)) * 8 // 6
        yield whole[first:last]
        yield whole[first:last].translate(bytes.maketrans(b"+/", b"-_"))


def found(data: bytes, secrets: Iterable[str]) -> list[str]:
    """Those of these secrets that stand somewhere in `data`, packed streams included."""
    streams = [data, *_unpacked(data)]
    return [
        secret
        for secret in secrets
        if any(form in stream for form in set(forms(secret)) for stream in streams)
    ]


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The members of a ZIP file (XLSX), the streams of a PDF."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as members:
            yield from (members.read(name) for name in members.namelist())
    if data.startswith(b"%PDF"):
        for piece in data.split(b"stream")[1:]:
            try:
                yield zlib.decompressobj().decompress(piece.lstrip(b"\r\n"))
            except zlib.error:
                continue
