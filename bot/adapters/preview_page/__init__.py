"""A local page on which an author sees a scenario: its graph, its faults, and a playable chat."""

from bot.adapters.preview_page.page import View, preview_app

__all__ = ["View", "preview_app"]
