"""What holds for every drill that Hypothesis can think of."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.debrief import MOST_MOMENTS, debrief
from bot.core.engine import Left, Stimulus, advance
from bot.core.events import DrillEnded, DrillStopped, Replied
from bot.core.recording import from_record, to_record
from bot.core.scenario import Ending, Outcome, Scenario
from bot.core.scoring import BANDS, score
from bot.core.session import Phase, after, replay
from bot.core.snapshot import from_json, to_json
from bot.core.transcript import transcribe
from tests.building import VOCABULARY, Call
from tests.core.strategies import all_stimuli, scenarios, stimuli

drills = st.lists(all_stimuli, max_size=25)


def played(scenario: Scenario, seed: int, given: list[Stimulus]) -> Call:
    call = Call(scenario, seed)
    for stimulus in given:
        call.take(stimulus)
    return call


@given(scenarios(), st.integers(0, 99), drills)
def test_it_can_be_played_to_the_end_of_its_stimuli(
    scenario: Scenario, seed: int, given: list[Stimulus]
) -> None:
    call = played(scenario, seed, given)
    assert call.session.state in scenario.states


@given(scenarios(), st.integers(0, 99), drills)
def test_the_same_seed_and_stimuli_give_the_same_events(
    scenario: Scenario, seed: int, given: list[Stimulus]
) -> None:
    assert played(scenario, seed, given).events == played(scenario, seed, given).events


@given(scenarios(), drills)
def test_at_every_point_its_session_is_the_replay_of_its_events(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    call = Call(scenario)
    session = call.session
    for stimulus in given:
        for event in advance(scenario, session, stimulus):
            session = after(session, event)
            call.events.append(event)
            assert session == replay(call.events)


@given(scenarios(), drills)
def test_saved_and_loaded_at_every_point_it_goes_on_the_same(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    loaded = Call(from_json(to_json(scenario)))
    for stimulus in given:
        loaded.events = [from_record(to_record(event)) for event in loaded.events]
        loaded.take(stimulus)
    assert loaded.events == played(scenario, 1, given).events


@given(scenarios(), drills)
def test_its_turns_are_its_replies(scenario: Scenario, given: list[Stimulus]) -> None:
    call = played(scenario, 1, given)
    replies = [event for event in call.events if isinstance(event, Replied)]
    assert call.session.turn == len(replies) == len(call.transcript.turns)
    assert [turn.number for turn in call.transcript.turns] == list(range(1, len(replies) + 1))


@given(scenarios(), drills, drills)
def test_once_over_it_takes_no_more_events(
    scenario: Scenario, given: list[Stimulus], late: list[Stimulus]
) -> None:
    call = played(scenario, 1, [*given, Left()])
    length = len(call.events)
    for stimulus in late:
        call.take(stimulus)
    assert len(call.events) == length
    ends = [one for one in call.events if isinstance(one, DrillEnded | DrillStopped)]
    assert ends == call.events[-1:]


@given(scenarios(), st.lists(stimuli, max_size=15))
def test_it_can_be_stopped_at_every_point(scenario: Scenario, given: list[Stimulus]) -> None:
    call = played(scenario, 1, given)
    if call.session.phase is Phase.CALLING:
        assert call.leave() == [DrillStopped()]
        assert score(VOCABULARY, scenario, call.events) is None


@given(scenarios(), st.lists(stimuli, max_size=25))
def test_its_total_lies_in_the_band_of_its_ending(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    call = played(scenario, 1, given)
    card = score(VOCABULARY, scenario, call.events)
    if card is None:
        assert call.session.phase is Phase.CALLING or DrillStopped() in call.events
        return
    ending = scenario.states[card.ending]
    assert isinstance(ending, Ending)
    low, high = BANDS[ending.outcome]
    assert low <= card.total <= high
    assert card.outcome is not Outcome.HARMED or card.total < 50


@given(scenarios(), st.lists(stimuli, max_size=25))
def test_every_point_cites_a_turn_and_an_act_of_it(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    card = score(VOCABULARY, scenario, played(scenario, 1, given).events)
    for habit in card.habits if card else ():
        assert bool(habit.opportunities) == (habit.percent is not None)
        assert habit.opportunities or not habit.evidence
        for one in habit.evidence:
            assert card
            turn = card.transcript.turns[one.turn - 1]
            assert one.act is None or one.act in turn.acts


@given(scenarios(), st.lists(stimuli, max_size=25))
def test_its_debrief_names_at_most_two_moments_in_the_order_of_the_call(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    card = score(VOCABULARY, scenario, played(scenario, 1, given).events)
    if card is not None:
        moments = debrief(VOCABULARY, scenario, card).moments
        numbers = [moment.turn.number for moment in moments]
        assert len(numbers) <= MOST_MOMENTS
        assert numbers == sorted(set(numbers))


@given(scenarios(), drills)
def test_its_transcript_leaves_no_line_of_the_caller_out(
    scenario: Scenario, given: list[Stimulus]
) -> None:
    call = played(scenario, 1, given)
    transcript = transcribe(scenario, call.events)
    heard = [one for turn in transcript.turns for one in turn.heard] + list(transcript.unanswered)
    spoken = [event for event in call.events if type(event).__name__ == "CallerSpoke"]
    assert len(heard) == len(spoken)
