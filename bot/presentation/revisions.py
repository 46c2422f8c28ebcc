"""What changed in a scenario, in sentences for its authors."""

from collections.abc import Iterator, Sequence

from bot.core.revision import Change, How, What, comparable
from bot.presentation.words import words

LONGEST: int = 60
"""Characters of a line that are quoted; the author knows the rest."""


def told(found: Sequence[Change], language: str) -> Iterator[str]:
    """A sentence for each change, then whether scores stay comparable."""
    say = words(language).gettext
    for change in found:
        yield sentence(change, language)
    if comparable(tuple(found)):
        yield say("Scores stay comparable: nothing that is scored has changed.")
    else:
        yield say("Scores do not compare with those of before: what is scored has changed.")


def sentence(change: Change, language: str) -> str:
    """One change in one sentence."""
    prose = change.words[language] if change.words else ""
    line = prose if len(prose) <= LONGEST else f"{prose[: LONGEST - 1]}…"
    values = {
        "where": change.where,
        "name": change.name,
        "before": change.before or "–",
        "after": change.after or "–",
        "line": line,
    }
    return _template(change, language) % values


def _template(change: Change, language: str) -> str:
    say = words(language).gettext
    match change.what, change.how:
        case What.HEAD, _:
            return say("%(where)s: %(before)s → %(after)s")
        case What.STATE, How.ADDED:
            return say("New state: %(where)s")
        case What.STATE, _:
            return say("State removed: %(where)s")
        case What.ENDING, How.ADDED:
            return say("New ending: %(where)s")
        case What.ENDING, How.REMOVED:
            return say("Ending removed: %(where)s")
        case What.ENDING, _:
            return say("Ending %(where)s: was %(before)s, is now %(after)s")
        case What.LINE, How.ADDED:
            return say("%(where)s: new line “%(line)s”")
        case What.LINE, How.REMOVED:
            return say("%(where)s: line removed “%(line)s”")
        case What.LINE, _:
            return say("%(where)s: line reworded “%(line)s”")
    return _answer_template(change, language)


def _answer_template(change: Change, language: str) -> str:
    say = words(language).gettext
    match change.what, change.how:
        case What.SIGNS, _:
            return say("%(where)s: “%(line)s” carried %(before)s, now carries %(after)s")
        case What.ANSWER, How.ADDED:
            return say("%(where)s: %(name)s now leads to %(after)s")
        case What.ANSWER, How.REMOVED:
            return say("%(where)s: %(name)s is not answered by itself any more")
        case What.ANSWER, _ if change.name == "order":
            return say("%(where)s: the answers stand in another order")
        case What.ANSWER, _ if change.before == change.after:
            return say("%(where)s: %(name)s gives other points")
        case What.ANSWER, _:
            return say("%(where)s: %(name)s led to %(before)s, now to %(after)s")
        case What.OTHERWISE, _:
            return say("%(where)s: every other reply led to %(before)s, now to %(after)s")
        case What.SILENCE, _:
            return say("%(where)s: silence led to %(before)s, now to %(after)s")
        case What.BETTER, _:
            return say("%(where)s: another better reply")
    return say("%(where)s: reworded")
