"""Translations as PO, for Poedit, Weblate and the like: the id of a passage is its context."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel import UnknownLocaleError
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from bot.adapters.translation_sheets.rows import Row, content_of
from bot.errors import BadSheet


def write_po_sheet(path: Path, rows: Iterable[Row], language: str) -> None:
    """Write the rows; passages with the same source text stay apart by their context."""
    try:
        catalog = Catalog(locale=language, project="Scamdrill", charset="utf-8", fuzzy=False)
    except (UnknownLocaleError, ValueError) as error:
        raise BadSheet(f'"{language}" is not a language that PO files know.') from error
    for row in rows:
        comments = [row.help] if row.help else []
        catalog.add(row.source, row.translation, auto_comments=comments, context=row.id)
    target = BytesIO()
    write_po(target, catalog, width=0)
    path.write_bytes(target.getvalue())


def read_po_sheet(path: Path) -> list[Row]:
    """The rows of a PO file; fuzzy ones count as untranslated. Errors: BadSheet."""
    try:
        content = content_of(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadSheet(f"{path} is not in UTF-8. Save it in UTF-8 and try again.") from error
    try:
        catalog = read_po(BytesIO(content.encode()), abort_invalid=True)
    except Exception as error:  # a file that was not made by a PO editor raises almost anything
        raise BadSheet(f"{path} is no PO file that can be read: {error}.") from error
    rows = []
    for message in catalog:
        if not message.id:
            continue
        if not isinstance(message.id, str) or not message.context:
            raise BadSheet(f"{path} has an entry without a context. Export anew and keep msgctxt.")
        text = message.string if isinstance(message.string, str) and not message.fuzzy else ""
        rows.append(Row(message.context, message.id, translation=text))
    if not rows:
        raise BadSheet(f"{path} holds no translations.")
    return rows
