"""The short form of `make chaos`."""

from pathlib import Path

import pytest

from tests.chaos.run import Plan, Round


@pytest.mark.parametrize(
    "plan",
    [
        Plan("polling", kills=4, requests=1, people=20, seed=7),
        Plan("webhook", kills=2, requests=1, people=20, mode="webhook", seed=8),
    ],
    ids=["polling", "webhook"],
)
async def test_nothing_is_lost_doubled_or_mixed_up(
    tmp_path: Path, plan: Plan, unused_tcp_port: int
) -> None:
    outcome = await Round(tmp_path, plan, unused_tcp_port).run()
    assert outcome.findings.sound, "\n".join(outcome.findings.notes)
    assert outcome.gave_up == 0
    assert outcome.findings.turns > plan.people * 3
    assert outcome.kills == plan.kills
    assert max(outcome.endings) < 10
