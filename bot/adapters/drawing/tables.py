"""A walk as tables for a terminal of 80 columns."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.drawing.wording import word
from bot.core.scenario import Outcome
from bot.core.walking import SILENCE, Extreme, Problem, Range, Spot, Walk
from bot.core.walking.confusion import ASSUMED_ERROR
from bot.core.walking.scores import SEEDS

MOST_IMPACTS = 5
"""Misreadings shown of one scenario; all are in the JSON."""

FEWEST_HITS = 3
"""Spots shown that were heard least."""


def overview(walks: Sequence[Walk], language: str) -> Iterator[RenderableType]:
    """Many scenarios, one line each, and everything that is wrong with any."""
    table = _table(
        [word(language, name) for name in ("scenario", "range", "variants", "turns", "problems")]
    )
    for one in walks:
        heard = sum(1 for times in one.plays.hits.values() if times)
        wrong = str(len(one.problems)) if one.problems else "–"
        turns = str(len(one.longest.states) - 1) + ("↺" if one.longest.circles else "")
        variants = f"{heard}/{len(one.plays.hits)}"
        table.add_row(one.scenario.id, _span(one), variants, turns, wrong)
    yield table
    faulty = [one for one in walks if one.problems]
    for one in faulty:
        yield Text(f"{one.scenario.id}:", style="bold")
        yield from _problems(one.problems, language)
    yield Text(word(language, "library", count=len(walks), wrong=len(faulty)), style="bold")


def details(one: Walk, language: str, *, measured: bool) -> Iterator[RenderableType]:
    """One scenario in full; `measured` tells whether its confusions were."""
    scenario = one.scenario
    yield Text(f"{scenario.id} · {scenario.title[language]}", style="bold")
    yield Text("")
    yield _endings(one.endings, language)
    yield Text(word(language, "exact", acts=one.acts, tries=SEEDS), style="dim")
    yield Text("")
    yield from _plays(one, language)
    yield _persons(one, language)
    yield from _lengths(one, language)
    if one.impacts:
        yield _impacts(one, language)
        if not measured:
            yield Text(word(language, "assumed", error=round(100 * ASSUMED_ERROR)), style="dim")
        per = sum(sorted((impact.expected for impact in one.impacts), reverse=True)[:1])
        yield Text(word(language, "sampled", per=f"≤ {per:.1f}"), style="dim")
    yield Text(f"\n{word(language, 'problems')}:", style="bold")
    yield from _problems(one.problems, language) if one.problems else [word(language, "fine")]


def problem_words(problem: Problem, language: str) -> str:
    """What is wrong, in one sentence."""
    key = f"{problem.trouble.value}-problem"
    return word(language, key, where=problem.where, what=problem.what)


def _table(columns: list[str], title: str | None = None) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _endings(endings: tuple[Range, ...], language: str) -> Table:
    columns = [word(language, name) for name in ("ending", "score", "how")]
    table = _table(columns, word(language, "endings"))
    for one in endings:
        name = Text(f"{one.ending.id}\n")
        name.append(word(language, one.ending.outcome), style=_style(one.ending.outcome))
        if one.lowest is None or one.highest is None:
            table.add_row(name, "", word(language, "not reached"))
            continue
        less = "<" if one.lowest.limit < one.lowest.total else ""
        more = ">" if one.highest.limit > one.highest.total else ""
        proven = "" if one.lowest.proven and one.highest.proven else " ~"
        scores = f"{less}{one.lowest.total}–{more}{one.highest.total}{proven}"
        table.add_row(name, scores, f"{example(one.lowest)}\n{example(one.highest)}")
    return table


def example(extreme: Extreme) -> str:
    """The steps of an example: the acts of each reply, one after the other."""
    parts = ["…" if step.acts == (SILENCE,) else "+".join(step.acts) for step in extreme.steps]
    return f"{extreme.total}: {' → '.join(parts)}"


def _plays(one: Walk, language: str) -> Iterator[Text]:
    plays = one.plays
    heard = sum(1 for times in plays.hits.values() if times)
    yield Text(word(language, "plays", plays=plays.count, heard=heard, spots=len(plays.hits)))
    least = sorted(plays.hits, key=lambda spot: plays.hits[spot])[:FEWEST_HITS]
    places = ", ".join(f"{_spot(spot)} {plays.hits[spot]}×" for spot in least)
    yield Text(word(language, "least", places=places))
    if plays.rare:
        yield Text(word(language, "rare", places=", ".join(map(_spot, plays.rare))))
    yield Text("")


def _spot(spot: Spot) -> str:
    said = "" if spot.said.value == "line" else f"/{spot.said.value}"
    return f"{spot.state}{said}#{spot.line + 1}".lstrip("/")


def _persons(one: Walk, language: str) -> Table:
    columns = [word(language, name) for name in ("person", "ending", "score", "turns", "waits")]
    table = _table(columns, word(language, "persons"))
    for fate in one.fates:
        ending = Text(fate.ending or word(language, "endless"))
        if fate.outcome:
            ending.append(f" ({word(language, fate.outcome)})", style=_style(fate.outcome))
        total = "" if fate.total is None else str(fate.total)
        name = word(language, fate.person)
        table.add_row(name, ending, total, str(fate.turns), f"{fate.seconds} s")
    return table


def _lengths(one: Walk, language: str) -> Iterator[Text]:
    slowest = max(one.silences, key=lambda silence: silence.seconds)
    yield Text(word(language, "quiet", seconds=slowest.seconds, state=slowest.state))
    way = one.longest
    minutes = f"{way.seconds / 60:.0f}"
    states = " → ".join(way.states)
    yield Text(word(language, "longest", count=len(way.states) - 1, minutes=minutes, states=states))
    if not way.exact:
        yield Text(word(language, "at least"))
    if way.circles:
        yield Text(word(language, "circles"))
    yield Text("")


def _impacts(one: Walk, language: str) -> Table:
    columns = [word(language, name) for name in ("state", "misread", "change", "then")]
    table = _table(columns, word(language, "impact"))
    for impact in one.impacts[:MOST_IMPACTS]:
        then = word(language, "asks again" if impact.asks_again else "over", goal=impact.goal)
        share = f"{100 * impact.probability:.1f} %"
        read = f"{impact.act} → {impact.read} ({share})"
        table.add_row(impact.state, read, f"{impact.change:+d}", then)
    return table


def _problems(problems: Sequence[Problem], language: str) -> Iterator[Text]:
    for problem in problems:
        yield Text(f"  ✗ {problem_words(problem, language)}", style="red")


def _span(one: Walk) -> str:
    parts = []
    for bad in ((Outcome.HARMED, Outcome.MISSED), (Outcome.SAFE,)):
        found = [end for end in one.endings if end.ending.outcome in bad and end.lowest]
        lows = [end.lowest.total for end in found if end.lowest]
        highs = [end.highest.total for end in found if end.highest]
        parts.append(f"{min(lows)}–{max(highs)}" if lows and highs else "–")
    return " / ".join(parts)


def _style(outcome: Outcome) -> str:
    styles = {Outcome.SAFE: "green", Outcome.OPEN: "cyan", Outcome.HARMED: "red"}
    return styles.get(outcome, "magenta")
