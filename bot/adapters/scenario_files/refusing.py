"""Files that hold errors are refused: what is read from them must be whole."""

from collections.abc import Iterable

from bot.adapters.scenario_files.faults import Fault, FaultyFile, Severity
from bot.adapters.scenario_files.render import render_fault
from bot.adapters.scenario_files.sheet import Sheet


def faulty_file(faults: Iterable[Fault]) -> FaultyFile | None:
    """The exception with the errors among these faults; None if there are only warnings."""
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    if not errors:
        return None
    return FaultyFile("\n".join(render_fault(one, "en") for one in errors), errors)


def stop_if_faulty(sheet: Sheet) -> None:
    """Raise `FaultyFile` if the sheet has errors; warnings pass."""
    failed = faulty_file(sheet.faults())
    if failed:
        raise failed
