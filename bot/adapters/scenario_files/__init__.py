"""Scenarios in files: read, checked, explained to their authors, and kept as snapshots."""

from bot.adapters.scenario_files.cards import load_cards
from bot.adapters.scenario_files.catalogue import CATALOGUE
from bot.adapters.scenario_files.checking import check
from bot.adapters.scenario_files.contacts import load_contacts
from bot.adapters.scenario_files.faults import Fault, FaultyFile, Report, Severity
from bot.adapters.scenario_files.library import FileLibrary
from bot.adapters.scenario_files.pieces import pieces_of
from bot.adapters.scenario_files.quizzes import load_forms
from bot.adapters.scenario_files.render import explain, message, remedy, render, render_fault
from bot.adapters.scenario_files.schema import (
    as_text,
    card_schema,
    quiz_schema,
    replies_schema,
    schema,
)
from bot.adapters.scenario_files.sent import FileExaminer
from bot.adapters.scenario_files.vocabulary import load_vocabulary

__all__ = [
    "CATALOGUE",
    "Fault",
    "FaultyFile",
    "FileExaminer",
    "FileLibrary",
    "Report",
    "Severity",
    "as_text",
    "card_schema",
    "check",
    "explain",
    "load_cards",
    "load_contacts",
    "load_forms",
    "load_vocabulary",
    "message",
    "pieces_of",
    "quiz_schema",
    "remedy",
    "render",
    "render_fault",
    "replies_schema",
    "schema",
]
