"""`scamdrill translate`: the prose of scenarios to translators and back, for a third language.

A side file beside the sheet keeps what each source text was. An import is tried on a copy first:
if anything is wrong, all of it is said at once and nothing is written.
"""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.adapters.scenario_files import check, load_vocabulary, render_fault
from bot.adapters.scenario_files.fields import NOT_LANGUAGES, is_language
from bot.adapters.scenario_files.translating import Unit, text_of, units_of, with_translations
from bot.adapters.translation_sheets import (
    Row,
    read_po_sheet,
    read_xlsx_sheet,
    write_po_sheet,
    write_xlsx_sheet,
)
from bot.core.language import LANGUAGES
from bot.errors import BadSheet, WrongUse

VOCABULARY: Final = frozenset({"acts", "signs", "settings", "content", "contacts"})
"""Files whose words the program itself uses; they are translated with the program."""


@dataclass(frozen=True, slots=True)
class Job:
    """Which folder is translated into which language, and the sheet for it."""

    folder: Path
    language: str
    sheet: Path

    @property
    def side(self) -> Path:
        """The side file with the ids and stamps of the passages."""
        return self.sheet.with_name(self.sheet.name + ".ids.json")


def export_sheet(job: Job, source: str) -> int:
    """Write the sheet and its side file; how many passages it holds. Errors: BadSheet."""
    _check_language(job.language)
    units = list(_units(job.folder))
    other = next(language for language in LANGUAGES if language != source)
    rows = [
        Row(unit.id, unit.words[source], unit.words[other], unit.words.get(job.language, ""))
        for unit in units
    ]
    job.sheet.parent.mkdir(parents=True, exist_ok=True)
    write = write_xlsx_sheet if _is_xlsx(job.sheet) else write_po_sheet
    write(job.sheet, rows, job.language)
    stamps = {"language": job.language, "passages": {unit.id: unit.stamp for unit in units}}
    job.side.write_text(json.dumps(stamps, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(rows)


def import_sheet(job: Job) -> int:
    """Put the translations of the sheet into the scenarios; how many there were.

    Errors: BadSheet with everything that is wrong, nothing being written then.
    """
    _check_language(job.language)
    rows = read_xlsx_sheet(job.sheet) if _is_xlsx(job.sheet) else read_po_sheet(job.sheet)
    units = {unit.id: unit for unit in _units(job.folder)}
    stamps = _stamps(job)
    problems = list(_problems(rows, units, stamps))
    if problems:
        raise BadSheet("\n".join([*problems, "Nothing was written."]))
    new = {row.id: row.translation.strip() for row in rows if row.translation.strip()}
    changed = _changed(job, units, new)
    _try_on_copy(job, changed)
    for file, text in changed.items():
        part = (job.folder / file).with_suffix(".part")
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(job.folder / file)
    return len(new)


def _problems(
    rows: Sequence[Row], units: Mapping[str, Unit], stamps: Mapping[str, str]
) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        unit = units.get(row.id)
        if row.id in seen:
            yield f"“{row.id}” stands in the sheet twice."
        elif not row.translation.strip():
            pass
        elif unit is None:
            yield f"“{row.id}” is no passage of the scenarios (any more). Export anew."
        elif row.id not in stamps:
            yield f"“{row.id}” is not in the side file. Keep it beside the sheet, or export anew."
        elif stamps[row.id] != unit.stamp:
            yield f"“{row.id}”: the author has changed the text since the export. Export anew."
        seen.add(row.id)


def _changed(job: Job, units: Mapping[str, Unit], new: Mapping[str, str]) -> dict[str, str]:
    by_file: dict[str, dict[str, str]] = {}
    for name, words in new.items():
        by_file.setdefault(units[name].file, {})[name] = words
    return {
        file: with_translations(file, text_of(job.folder / file), job.language, own)
        for file, own in by_file.items()
    }


def _try_on_copy(job: Job, changed: Mapping[str, str]) -> None:
    """Check the folder as it would be. Errors: BadSheet where there would be new faults."""
    vocabulary, today = load_vocabulary(job.folder), datetime.now(UTC).date()
    with TemporaryDirectory() as place:
        copy = Path(place) / "scenarios"
        shutil.copytree(job.folder, copy)
        before = check([copy], vocabulary, today=today).errors
        for file, text in changed.items():
            (copy / file).write_text(text, encoding="utf-8", newline="")
        after = check([copy], vocabulary, today=today).errors
        known = {(fault.file, fault.code, tuple(fault.params.items())) for fault in before}
        fresh = [f for f in after if (f.file, f.code, tuple(f.params.items())) not in known]
        said = [render_fault(fault, "en").replace(f"{copy}/", "") for fault in fresh]
    if said:
        raise BadSheet("\n\n".join([*said, "Nothing was written."]))


def _units(folder: Path) -> Iterator[Unit]:
    for path in sorted(folder.rglob("*.yaml")):
        if path.parent != folder or path.stem not in VOCABULARY:
            yield from units_of(path.relative_to(folder).as_posix(), text_of(path))


def _stamps(job: Job) -> Mapping[str, str]:
    try:
        found = json.loads(job.side.read_text(encoding="utf-8"))
        language, passages = found["language"], dict(found["passages"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSheet(
            f"The side file {job.side} cannot be read. Keep it beside the sheet, or export anew."
        ) from error
    if language != job.language:
        raise BadSheet(f'The sheet was exported for "{language}", not for "{job.language}".')
    return passages


def _check_language(language: str) -> None:
    if language in LANGUAGES:
        raise WrongUse("Korean and English are written in the scenarios themselves.")
    if language in NOT_LANGUAGES or not is_language(language):
        meant = NOT_LANGUAGES.get(language)
        hint = f" Did you mean {meant}?" if meant else " Use two letters, such as ja or zh."
        raise WrongUse(f'"{language}" is no code of a language.{hint}')


def _is_xlsx(path: Path) -> bool:
    if path.suffix.lower() not in (".po", ".xlsx"):
        raise WrongUse(f"{path} must end in .po or .xlsx, so that its kind is known.")
    return path.suffix.lower() == ".xlsx"


def report(count: int, what: str) -> None:
    """Tell on standard error how many passages were taken where."""
    sys.stderr.write(f"{count} passages {what}.\n")
