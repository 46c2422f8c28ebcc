"""What authors look at: a scenario as a picture, a walk through it as tables and records."""

from bot.adapters.drawing.mermaid import mermaid
from bot.adapters.drawing.plan import Plan, plan
from bot.adapters.drawing.records import walk_json
from bot.adapters.drawing.svg import draw
from bot.adapters.drawing.tables import details, overview

__all__ = ["Plan", "details", "draw", "mermaid", "overview", "plan", "walk_json"]
