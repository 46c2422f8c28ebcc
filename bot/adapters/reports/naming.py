"""File names that are safe everywhere and tell nobody who is meant."""

import re
import unicodedata
from datetime import date
from typing import Final

from bot.ports.reports import File, Format
from bot.presentation.pseudonyms import pseudonym

MEDIA: Final = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.PNG: "image/png",
}

LONGEST: Final = 40

_OTHERS: Final = re.compile(r"[^a-z0-9]+")


def file(data: bytes, form: Format, day: date, *names: str, synthetic: bool) -> File:
    """The data under a name of these parts, the day, and a word first where people are simulated.

    Of the parts only Latin letters and digits are kept; a part without any is left out.
    """
    parts = ["SYNTHETIC"] if synthetic else []
    parts += ["scamdrill", *(slug for name in names if (slug := _slug(name))), day.isoformat()]
    return File(f"{'-'.join(parts)}.{form.value}", MEDIA[form], data)


def latin_name(number: int) -> str:
    """The made-up name of a member in Latin letters."""
    return pseudonym(number, "en")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).lower()
    return _OTHERS.sub("-", plain).strip("-")[:LONGEST].strip("-")
