"""Pseudonyms and encryption, from one key that never lies in the database."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import digest
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import ConfigError, Unreadable

KEY_BYTES = 32


class Vault:
    """Seals what is kept about people. `key` is 32 random bytes; another key opens nothing."""

    def __init__(self, key: bytes) -> None:
        self._names = _derived(key, b"pseudonyms")
        self._fernet = Fernet(urlsafe_b64encode(_derived(key, b"sealing")))

    def pseudonym(self, *parts: str) -> str:
        """A made-up name that is always the same for the same parts and tells nothing of them."""
        return digest(self._names, "\0".join(parts).encode(), "sha256").hex()[:32]

    def seal(self, text: str) -> bytes:
        """`text`, encrypted and signed."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed. Errors: Unreadable if the key is another or the bytes are damaged."""
        with making_sense():
            return self._fernet.decrypt(sealed).decode()

    def opens(self, sealed: bytes) -> bool:
        """Whether this was sealed with our key and is whole."""
        try:
            self.open(sealed)
        except Unreadable:
            return False
        return True


@contextmanager
def making_sense() -> Iterator[None]:
    """Turns what happens inside where a stored value is not what we wrote into Unreadable."""
    try:
        yield
    except (InvalidToken, ValueError, TypeError):  # their messages may quote what somebody typed
        raise Unreadable(
            "Something in the database cannot be read: it is damaged or was sealed with another "
            "key. Nothing was changed."
        ) from None


def load_key(path: Path, from_environment: str | None = None) -> bytes:
    """The key from the environment's text, else from the file, which is made if it is missing.

    Errors: ConfigError if the key is not 32 bytes in URL-safe base64, or the file is not usable.
    """
    if from_environment:
        return _decoded(from_environment, "SCAMDRILL_KEY")
    try:
        if not path.exists():
            write_new_key(path)
        return _decoded(path.read_text().strip(), str(path))
    except OSError as error:
        raise ConfigError(
            f"The key file {path} cannot be used ({error.strerror}). "
            "Give the program read and write access to its folder, or set SCAMDRILL_KEY."
        ) from error


def write_new_key(path: Path) -> None:
    """Make a key file, readable by its owner only. Errors: OSError, also if there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(urlsafe_b64encode(os.urandom(KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _decoded(text: str, where: str) -> bytes:
    try:
        key = urlsafe_b64decode(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigError(f"{where} does not hold a key: 32 bytes in URL-safe base64 are expected.")
    return key


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"scamdrill " + purpose).derive(key)
