"""`scamdrill publish`: keep a version of each scenario, and say what changed since the last one."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.adapters.editions import Editions
from bot.adapters.scenario_files import check, load_vocabulary, render
from bot.core.revision import changes
from bot.core.scenario import Scenario
from bot.errors import WrongUse
from bot.presentation.revisions import told
from bot.presentation.words import words


def publish(
    paths: Sequence[Path], library: Path, to: Path, language: str, *, dry_run: bool
) -> bool:
    """Publish the scenarios at `paths`; False, and nothing published, if there are faults.

    Running drills keep the snapshot that they began with, whatever is published.
    Errors: WrongUse, StoreFailed.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise WrongUse(f"There is no file or folder {', '.join(missing)}. Check the name.")
    now = datetime.now(UTC)
    report = check(paths, load_vocabulary(library), today=now.date())
    if not report.ok:
        sys.stderr.write(render(report, "text", language))
        sys.stderr.write(words(language).gettext("Nothing was published.") + "\n")
        return False
    editions = Editions(to)
    for scenario in report.scenarios:
        latest = editions.latest(scenario.id)
        sys.stdout.writelines(f"{line}\n" for line in _news(latest, scenario, language))
        if not dry_run and (latest is None or latest.digest != scenario.digest):
            editions.publish(scenario, now)
    return True


def _news(latest: Scenario | None, scenario: Scenario, language: str) -> Iterator[str]:
    say = words(language).gettext
    name = {"scenario": scenario.id, "digest": scenario.digest[:12]}
    if latest is None:
        yield say("%(scenario)s (%(digest)s): published for the first time.") % name
    elif latest.digest == scenario.digest:
        yield say("%(scenario)s (%(digest)s): nothing has changed.") % name
    else:
        yield say("%(scenario)s (%(digest)s): a new version.") % name
        yield from (f"  {line}" for line in told(changes(latest, scenario), language))
