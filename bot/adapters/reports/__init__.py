"""Reports that leave the system: HTML, PDF, spreadsheets, JSON, and the card for the chat."""

from bot.adapters.reports.reports import CardPainter, FileReports

__all__ = ["CardPainter", "FileReports"]
