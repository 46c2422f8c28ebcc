"""What is wrong with a scenario, found without running it and without knowing its file."""

from bot.core.checks.finding import HOLE, Finding, Path, outside
from bot.core.checks.library import check_pair
from bot.core.checks.nearest import closest
from bot.core.checks.replies import Replies, check_replies
from bot.core.checks.scenario import check_scenario

__all__ = [
    "HOLE",
    "Finding",
    "Path",
    "Replies",
    "check_pair",
    "check_replies",
    "check_scenario",
    "closest",
    "outside",
]
