"""What is wrong with a scenario, found without running it and without knowing its file."""

from bot.core.checks.finding import HOLE, Finding, Path, outside
from bot.core.checks.leaks import check_leaks
from bot.core.checks.library import check_pair, check_taught
from bot.core.checks.nearest import closest
from bot.core.checks.replies import Replies, check_replies
from bot.core.checks.scenario import check_scenario

__all__ = [
    "HOLE",
    "Finding",
    "Path",
    "Replies",
    "check_leaks",
    "check_pair",
    "check_replies",
    "check_scenario",
    "check_taught",
    "closest",
    "outside",
]
