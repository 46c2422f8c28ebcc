"""What pages and reports show of practice: figures of a group, and one person's own history.

No figure of a group stands on fewer than `FEWEST` people; there it is None. Nobody is ranked.
"""

from bot.core.overview.advice import Advice, advise, offered
from bot.core.overview.group import GroupOverview, group_overview
from bot.core.overview.habits import Change, CurvePoint, HabitMean, HabitOverTime, habits_over_time
from bot.core.overview.handling import FEWEST, Editions, editions, handled_well
from bot.core.overview.participation import BANDS, Band, Participation, Week, participation
from bot.core.overview.person import Counted, PersonOverview, Taken, person_overview
from bot.core.overview.side import CallFigures, Side
from bot.core.overview.verdicts import Verdicts, verdicts

__all__ = [
    "BANDS",
    "FEWEST",
    "Advice",
    "Band",
    "CallFigures",
    "Change",
    "Counted",
    "CurvePoint",
    "Editions",
    "GroupOverview",
    "HabitMean",
    "HabitOverTime",
    "Participation",
    "PersonOverview",
    "Side",
    "Taken",
    "Verdicts",
    "Week",
    "advise",
    "editions",
    "group_overview",
    "habits_over_time",
    "handled_well",
    "offered",
    "participation",
    "person_overview",
    "verdicts",
]
