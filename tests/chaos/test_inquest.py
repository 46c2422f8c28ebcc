"""The inquest sees what is lost, doubled or out of order."""

from collections.abc import Sequence

import pytest

from bot.core.events import CallerSpoke, DrillStarted, Event, HelpAsked, Role
from tests.chaos.inquest import Drills, Findings, _compare_drills, _compare_replies

REPLIES = [["welcome"], ["consent"], ["long 1", "long 2"], ["menu"], ["menu"], ["end"]]
CALM = ["welcome", "consent", "long 1", "long 2", "menu", "menu", "end"]


def heard(*received: str) -> Findings:
    found = Findings()
    _compare_replies(found, 7, REPLIES, received)
    return found


def counted(found: Findings) -> tuple[int, int, int, int]:
    return found.lost, found.doubled, found.disordered, found.repeated


class TestReplies:
    def test_a_calm_run_is_sound(self) -> None:
        found = heard(*CALM)
        assert counted(found) == (0, 0, 0, 0)
        assert found.sound

    @pytest.mark.parametrize(
        "received",
        [
            ["welcome", *CALM],
            [*CALM[:3], "long 1", "long 2", *CALM[4:]],
            [*CALM[:4], "long 1", "long 2", *CALM[4:]],
            [*CALM, "end", "end"],
        ],
    )
    def test_the_last_reply_may_come_again(self, received: Sequence[str]) -> None:
        found = heard(*received)
        assert found.sound
        assert found.repeated == len(received) - len(CALM)

    @pytest.mark.parametrize("gone", range(len(CALM)))
    def test_any_missing_message_is_seen(self, gone: int) -> None:
        assert not heard(*CALM[:gone], *CALM[gone + 1 :]).sound

    def test_what_comes_again_later_is_doubled(self) -> None:
        assert counted(heard(*CALM[:4], "welcome", *CALM[4:])) == (0, 1, 0, 0)

    def test_what_belongs_to_nobody_is_seen(self) -> None:
        assert counted(heard(*CALM[:4], "of another", *CALM[4:])) == (0, 0, 1, 0)

    @pytest.mark.parametrize("place", [0, 1, 3, 5])
    def test_two_in_the_wrong_order_are_seen(self, place: int) -> None:
        wrong = [*CALM]
        wrong[place], wrong[place + 1] = wrong[place + 1], wrong[place]
        assert not heard(*wrong).sound


STARTED = DrillStarted("a-call", "digest", Role.CALLED, "ko", 1)
EVENTS: Sequence[Event] = (STARTED, CallerSpoke("opening", 0), HelpAsked("opening"))


def kept(*drills: Sequence[Event], right: Sequence[Sequence[Event]] = (EVENTS,)) -> Findings:
    found = Findings()
    named: Drills = [(str(number), events) for number, events in enumerate(drills)]
    expected: Drills = [(str(number), events) for number, events in enumerate(right)]
    _compare_drills(found, 7, named, expected)
    return found


class TestDrills:
    def test_the_same_events_are_sound(self) -> None:
        assert kept(EVENTS).sound

    def test_a_missing_event_is_lost(self) -> None:
        assert kept(EVENTS[:2]).lost == 1

    def test_an_event_too_many_is_doubled(self) -> None:
        assert kept([*EVENTS, EVENTS[-1]]).doubled == 1

    def test_other_events_are_disordered(self) -> None:
        assert kept([EVENTS[0], EVENTS[2], EVENTS[1]]).disordered == 1

    def test_a_drill_too_many_is_doubled(self) -> None:
        assert kept(EVENTS, EVENTS).doubled == 1
