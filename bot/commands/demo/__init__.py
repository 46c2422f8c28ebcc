"""Simulated people who really practise: for trying the facilitators' page, and for measuring it."""

from bot.commands.demo.filling import Demo, fill_store

__all__ = ["Demo", "fill_store"]
