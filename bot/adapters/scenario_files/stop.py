"""What must be whole before anything else can begin."""

from bot.adapters.scenario_files.faults import FaultyFile, Severity
from bot.adapters.scenario_files.loading import Sheet
from bot.adapters.scenario_files.render import render_fault


def stop_if_faulty(sheet: Sheet) -> None:
    """Raise `FaultyFile` if the sheet has errors; warnings pass."""
    errors = [fault for fault in sheet.faults() if fault.severity is Severity.ERROR]
    if errors:
        raise FaultyFile("\n".join(render_fault(one, "en") for one in errors), errors)
