"""The program's own words in each language, by gettext.

English is written where it is used; other languages stand in locale/LANGUAGE.po and are read as
they are, so that no compiled file can lag behind.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE: Final = Path(__file__).parent / "locale"


@cache
def words(language: str) -> NullTranslations:
    """The translations into `language`; a word without one stays English."""
    source = LOCALE / f"{language}.po"
    if not source.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
