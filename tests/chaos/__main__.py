"""`make chaos`: kill the bot at random moments; nothing may be lost, doubled or mixed up."""

import argparse
import asyncio
import logging
import socket
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import Outcome, Plan, Round
from tests.figures import block, percentile, table, write


def plans(kills: int, people: int, seed: int) -> list[Plan]:
    """Most kills while polling, a tenth by webhook, a twentieth with the real NLU."""
    by_webhook, with_nlu = kills // 10, kills // 20
    rest = kills - by_webhook - with_nlu
    return [
        Plan("polling", rest, max(2, rest // 10), people=people, seed=seed),
        Plan("webhook", by_webhook, max(2, by_webhook // 10), 0, people, "webhook", seed=seed + 1),
        Plan("real NLU", with_nlu, 1, max(1, with_nlu // 2), people, own_nlu=True, seed=seed + 2),
    ]


def row(outcome: Outcome) -> tuple[str, ...]:
    found = outcome.findings
    return (
        outcome.plan.name,
        str(outcome.plan.people),
        str(outcome.kills),
        str(len(outcome.endings)),
        str(outcome.nlu_kills),
        str(sum(outcome.faults.values())),
        str(found.turns),
        str(found.drills),
        str(found.replies),
        str(found.lost),
        str(found.doubled),
        str(found.disordered + found.misread),
        str(found.repeated),
        f"{percentile(outcome.recoveries, 50):.1f} s",
        f"{percentile(outcome.recoveries, 99):.1f} s",
        f"{max(outcome.endings, default=0.0):.1f} s",
        str(outcome.gave_up),
    )


HEAD = (
    *("round", "people", "kills", "SIGTERM", "NLU kills", "other faults"),
    *("turns", "drills", "replies", "lost", "doubled", "disordered", "repeated sends"),
    *("recovery p50", "recovery p99", "longest end after SIGTERM", "people left without an answer"),
)


def report(outcome: Outcome) -> str:
    """The figures of a round, and the faults that were met."""
    rows = list(zip(HEAD, row(outcome), strict=True))
    faults = ", ".join(f"{name} {times}" for name, times in sorted(outcome.faults.items()))
    return f"{table(rows[0], rows[1:])}\n\nOther faults: {faults}."


async def main() -> int:
    asked = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--people", type=int, default=40)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--round", help="only this one: polling, webhook, real NLU")
    asked.add_argument("--write", action="store_true", help="into docs/reliability.md")
    options = asked.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # killed callers are the point
    outcomes: list[Outcome] = []
    for plan in plans(options.kills, options.people, options.seed):
        if not plan.kills or options.round not in (None, plan.name):
            continue
        with tempfile.TemporaryDirectory() as folder:
            outcome = await Round(Path(folder), plan, _free_port()).run()
        outcomes.append(outcome)
        sys.stdout.write(
            f"{plan.name}: {outcome.kills} kills in {outcome.seconds:.0f} s, "
            f"{outcome.findings.turns} turns\n"
        )
        if options.write:
            write(f"chaos, {plan.name}", block(report(outcome)))
        sys.stdout.write(f"{report(outcome)}\n")
        for note in outcome.findings.notes[:20]:
            sys.stdout.write(f"  {note}\n")
        sys.stdout.flush()
    slow = any(max(one.endings, default=0) >= 10 for one in outcomes)
    return 0 if all(one.findings.sound and not one.gave_up for one in outcomes) and not slow else 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
