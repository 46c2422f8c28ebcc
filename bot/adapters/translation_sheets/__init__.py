"""What translators work on: PO files and spreadsheets (XLSX), written and read back."""

from bot.adapters.translation_sheets.po import read_po_sheet, write_po_sheet
from bot.adapters.translation_sheets.rows import Row
from bot.adapters.translation_sheets.xlsx import read_xlsx_sheet, write_xlsx_sheet

__all__ = [
    "Row",
    "read_po_sheet",
    "read_xlsx_sheet",
    "write_po_sheet",
    "write_xlsx_sheet",
]
