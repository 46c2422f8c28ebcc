"""Phrases that several reports use."""

from bot.adapters.reports.content import Report, Section
from bot.core.learning.counts import Share
from bot.core.learning.estimates import Estimate
from bot.core.overview import Advice
from bot.core.scenario import Scenario
from bot.core.vocabulary import Kind, Vocabulary
from bot.ports import Library
from bot.presentation.pages import habit_title
from bot.presentation.words import words


def report_of(
    language: str,
    title: str,
    subtitle: str,
    sections: list[Section],
    main: str | None = None,
    *,
    synthetic: bool,
) -> Report:
    """A report with what stands on all of its pages."""
    say = words(language).gettext
    banner = say("Simulated people: made up to try the program out, nobody real.")
    return Report(
        language=language,
        title=title,
        subtitle=subtitle,
        banner=banner if synthetic else "",
        people=say("simulated") if synthetic else say("real"),
        footer=say("The score tells what to practise next, not how good somebody is."),
        sections=tuple(sections),
        main=main,
    )


def share_words(kind: Kind, share: Share, language: str) -> str:
    """So many of so many calls of a kind, in a sentence."""
    say = words(language).gettext
    said = (
        say("Scam calls handled safely: %(count)s of %(all)s.")
        if kind is Kind.SCAM
        else say("Genuine calls handled well: %(count)s of %(all)s.")
    )
    return said % {"count": share.count, "all": share.of}


def estimate_words(found: Estimate, digits: int = 2) -> str:
    """A figure with its 95 % interval, as far as there is one."""
    value = f"{found.value:.{digits}f}"
    if found.low is None or found.high is None:
        return value
    return f"{value} ({found.low:.{digits}f} … {found.high:.{digits}f})"


def titles_of(library: Library, language: str) -> dict[str, str]:
    """What the scenarios of the library are called."""
    known: list[Scenario] = list(library.scenarios())
    return {one.id: one.title[language] for one in known}


def advice_section(
    vocabulary: Vocabulary, library: Library, advice: Advice | None, language: str
) -> Section:
    """What to train next."""
    say = words(language).gettext
    heading = say("What to practise next")
    if advice is None:
        return Section(heading, (say("No habit stands out so far. Any call is good practice."),))
    said = (
        say("“%(habit)s”, on scam calls. These calls give a chance for it:")
        if advice.kind is Kind.SCAM
        else say("“%(habit)s”, on genuine calls. These calls give a chance for it:")
    )
    titles = titles_of(library, language)
    calls = " · ".join(titles.get(one, one) for one in advice.scenarios)
    habit = habit_title(vocabulary, advice.habit, language)
    return Section(heading, (said % {"habit": habit}, calls))
