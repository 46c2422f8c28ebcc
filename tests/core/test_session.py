"""Where a drill stands after each event."""

import pytest

from bot.core.events import (
    By,
    CallerSpoke,
    Closed,
    Doubt,
    DrillEnded,
    DrillStarted,
    DrillStopped,
    Feeling,
    FeelingTold,
    HelpAsked,
    MeaningAsked,
    RehearsalStarted,
    Rehearsed,
    Replied,
    Role,
    Said,
    StayedSilent,
    WasNotUnderstood,
)
from bot.core.session import Phase, Session, after, begun, replay

STARTED = DrillStarted("a-call", "digest-1", Role.ADVISER, "ko", 7)
OPENING = CallerSpoke("opening", 1)
DEMAND = CallerSpoke("demand", 0)
REPLIED = Replied("opening", "hm", (), By.WORDS)
ASKED = MeaningAsked("opening", "hm", ("delays",), Doubt.UNSURE)
ENDED = DrillEnded("checked")


def stands(*events: object) -> Session:
    return replay([STARTED, OPENING, *events])  # type: ignore[list-item]


def test_a_drill_begins_in_the_call_with_what_it_was_started_with() -> None:
    session = begun(STARTED)
    assert session.phase is Phase.CALLING
    assert (session.scenario, session.digest) == ("a-call", "digest-1")
    assert (session.role, session.language, session.seed) == (Role.ADVISER, "ko", 7)


def test_the_state_is_that_of_the_line_spoken_last() -> None:
    assert stands(REPLIED, DEMAND).state == "demand"


def test_a_nudge_or_a_repeated_question_leaves_the_state() -> None:
    assert stands(CallerSpoke("opening", 0, Said.NUDGE)).state == "opening"
    assert stands(CallerSpoke("opening", 0, Said.UNCLEAR)).state == "opening"


def test_all_that_the_caller_says_in_a_state_is_counted_there() -> None:
    session = stands(CallerSpoke("opening", 0, Said.NUDGE), REPLIED, DEMAND)
    assert session.spoken == {"opening": 2, "demand": 1}


def test_every_reply_is_a_turn() -> None:
    assert stands(REPLIED, DEMAND, REPLIED).turn == 2


@pytest.mark.parametrize(
    "event",
    [WasNotUnderstood("opening", "?"), ASKED, HelpAsked("opening"), StayedSilent("opening")],
    ids=lambda event: type(event).__name__,
)
def test_nothing_else_is_a_turn(event: object) -> None:
    assert stands(event).turn == 0


def test_every_new_line_is_a_move_whether_a_reply_or_silence_led_there() -> None:
    assert stands().moves == 0
    assert stands(REPLIED, DEMAND).moves == 1
    assert stands(StayedSilent("opening"), DEMAND).moves == 1
    assert stands(CallerSpoke("opening", 0, Said.NUDGE)).moves == 0


def test_silences_and_misses_count_up_until_the_trainee_is_understood() -> None:
    session = stands(WasNotUnderstood("opening", "?"), WasNotUnderstood("opening", "?"))
    assert session.misses == 2
    session = after(session, StayedSilent("opening"))
    assert session.silences == 1
    assert (after(session, REPLIED).misses, after(session, REPLIED).silences) == (0, 0)


def test_a_new_line_starts_both_counts_anew() -> None:
    session = stands(WasNotUnderstood("opening", "?"), StayedSilent("opening"), DEMAND)
    assert (session.misses, session.silences) == (0, 0)


@pytest.mark.parametrize(
    "event", [WasNotUnderstood("opening", "?"), ASKED, HelpAsked("opening")], ids=str
)
def test_whoever_writes_anything_was_not_silent(event: object) -> None:
    assert stands(StayedSilent("opening"), event).silences == 0


def test_a_question_stays_open_until_it_is_answered() -> None:
    assert stands(ASKED).asked == ASKED
    assert stands(ASKED, HelpAsked("opening")).asked == ASKED
    assert stands(ASKED, REPLIED).asked is None


@pytest.mark.parametrize(
    "event",
    [DEMAND, ENDED, DrillStopped(), WasNotUnderstood("opening", "?")],
    ids=lambda event: type(event).__name__,
)
def test_a_question_does_not_outlive_what_it_was_about(event: object) -> None:
    assert stands(ASKED, event).asked is None


def test_after_the_call_the_trainee_is_asked_how_they_are() -> None:
    assert stands(REPLIED, ENDED).phase is Phase.FEELING
    assert stands(REPLIED, ENDED).state == "checked"


@pytest.mark.parametrize("feeling", list(Feeling))
def test_then_the_call_is_looked_back_at(feeling: Feeling) -> None:
    assert stands(ENDED, FeelingTold(feeling)).phase is Phase.DEBRIEFED


def test_a_moment_is_rehearsed_and_then_the_debrief_goes_on() -> None:
    rehearsing = stands(ENDED, FeelingTold(Feeling.FINE), RehearsalStarted(2))
    assert (rehearsing.phase, rehearsing.rehearsing) == (Phase.REHEARSING, 2)
    done = after(rehearsing, Rehearsed(2, "better", (), protects=True))
    assert (done.phase, done.rehearsing) == (Phase.DEBRIEFED, None)


def test_a_stopped_or_closed_drill_is_closed() -> None:
    assert stands(DrillStopped()).phase is Phase.CLOSED
    assert stands(ENDED, FeelingTold(Feeling.FINE), Closed()).phase is Phase.CLOSED


def test_a_drill_starts_once() -> None:
    with pytest.raises(AssertionError):
        stands(STARTED)


def test_a_drill_begins_with_its_start() -> None:
    with pytest.raises(AssertionError):
        replay([OPENING])
