"""Short names for tables and plots: neutral, for nobody is ranked or blamed."""

from bot.core.learning.quiz import Moment
from bot.core.learning.schemes import Family, Scheme
from bot.core.scenario import Outcome
from bot.core.vocabulary import Kind, Vocabulary
from bot.presentation.words import words


def kind_name(kind: Kind, language: str) -> str:
    """Calls of this kind."""
    say = words(language).gettext
    return say("Scam calls") if kind is Kind.SCAM else say("Genuine calls")


def outcome_name(outcome: Outcome, language: str) -> str:
    """How a call ended, told of somebody else."""
    say = words(language).gettext
    match outcome:
        case Outcome.SAFE:
            return say("safe")
        case Outcome.OPEN:
            return say("still open")
        case Outcome.HARMED:
            return say("the caller got what they wanted")
        case Outcome.MISSED:
            return say("a genuine caller was turned away")


def family_name(vocabulary: Vocabulary, family: Family, language: str) -> str:
    """A family of scams: where they come from and how they work."""
    return f"{vocabulary.settings[family.setting][language]} · {_scheme(family.scheme, language)}"


def _scheme(scheme: Scheme, language: str) -> str:
    say = words(language).gettext
    match scheme:
        case Scheme.AUTHORITY:
            return say("posing as an authority")
        case Scheme.FAMILY:
            return say("somebody dear in danger")
        case Scheme.OFFER:
            return say("something to gain")
        case Scheme.ACCESS:
            return say("getting into accounts and phones")


def moment_name(moment: Moment, language: str) -> str:
    """When a quiz was taken."""
    say = words(language).gettext
    match moment:
        case Moment.BEFORE:
            return say("the first time")
        case Moment.AFTER:
            return say("after practising")
        case Moment.REFRESHER:
            return say("some time later")
