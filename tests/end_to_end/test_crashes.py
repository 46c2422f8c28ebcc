"""Whatever ends the bot, nobody loses a turn and no turn counts twice."""

import asyncio

import pytest

from tests.bot_api import Phone, faults
from tests.end_to_end.conftest import World
from tests.end_to_end.journey import (
    DRILL,
    INTO_THE_CALL,
    LOOKING_BACK,
    THE_CALL,
    WHO,
    heard,
    walk,
)


async def at_every_point(world: World) -> list[Phone]:
    """One person for each point of a drill, and each has come so far."""
    people = [world.person() for _ in range(len(DRILL) + 1)]
    await asyncio.gather(*(walk(one, DRILL[:point]) for point, one in enumerate(people)))
    return people


async def undisturbed(world: World) -> list[str]:
    """What is heard in a drill without any fault."""
    person = world.person()
    await walk(person, DRILL)
    return heard(person)


async def test_killed_between_any_two_turns_every_drill_goes_on(world: World) -> None:
    await world.start()
    right = await undisturbed(world)
    people = await at_every_point(world)
    await world.crash()
    next_steps = (walk(one, DRILL[point : point + 2]) for point, one in enumerate(people))
    await asyncio.gather(*next_steps)
    for point, one in enumerate(people):
        assert heard(one) == right[: len(heard(one))], f"killed after step {point}"


async def test_killed_before_any_reply_is_sent_every_reply_is_sent_once(world: World) -> None:
    """And the updates, which Telegram brings once more, change nothing more."""
    await world.start()
    right = await undisturbed(world)
    *people, _ = await at_every_point(world)
    with world.api.broken("sendMessage", faults.hang):
        tried = world.api.count("sendMessage")
        for person, step in zip(people, DRILL, strict=True):
            await step.does(person)
        await world.api.called("sendMessage", tried + len(people), seconds=30)
        await world.bot.kill()
    world.api.break_next("getUpdates", faults.repeat(world.api.updates, last=100), times=2)
    await world.start()
    for person, step in zip(people, DRILL, strict=True):
        await person.hears(step.hears)
    await asyncio.gather(*(walk(one, DRILL[point + 1 :]) for point, one in enumerate(people)))
    for point, one in enumerate(people):
        assert [sent.text for sent in one.received] == right, f"killed in step {point}"


async def test_what_was_not_answered_at_the_crash_is_answered_after_it(world: World) -> None:
    """One reply was just being read; another was written while the bot was away."""
    await world.start()
    anna, ben = world.person(), world.person()
    await walk(anna, INTO_THE_CALL)
    await walk(ben, INTO_THE_CALL)
    world.nlu.answers.clear()
    asked = len(world.nlu.asked)
    await THE_CALL[0].does(anna)
    assert await world.nlu.pulse.until(lambda: len(world.nlu.asked) > asked, 15)
    await world.bot.kill()
    await THE_CALL[0].does(ben)
    world.nlu.answers.set()
    await world.start()
    right = await undisturbed(world)
    for person in (anna, ben):
        await person.hears(THE_CALL[0].hears)
        await walk(person, [*THE_CALL[1:], *LOOKING_BACK])
        assert heard(person) == right


async def test_killed_again_and_again_in_one_call(world: World) -> None:
    await world.start()
    right = await undisturbed(world)
    anna = world.person()
    await walk(anna, INTO_THE_CALL)
    for step in THE_CALL:
        await world.crash()
        await step.take(anna)
    await walk(anna, LOOKING_BACK)
    assert heard(anna) == right


async def test_a_silence_goes_on_being_silence_over_a_crash(world: World) -> None:
    """The shortest silence of all: ten seconds to read a line, and then the caller asks."""
    world.bot.settings["drill"]["silence"] = 0.001
    await world.start()
    anna = world.person()
    await walk(anna, INTO_THE_CALL)
    line = anna.newest
    await world.crash()
    nudge = await anna.hears("듣고 있소?", seconds=40)
    assert nudge.at - line.at >= 10
    await THE_CALL[0].take(anna)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_asked_to_end_it_ends_in_time_and_in_order(
    world: World, mode: str, unused_tcp_port: int
) -> None:
    """In the middle of reading one reply and of sending another."""
    by = {"mode": mode, "webhook_port": unused_tcp_port, "webhook_url": _here(unused_tcp_port)}
    world.bot.settings["telegram"].update(by)
    world.bot.settings["nlu"]["timeout_seconds"] = 60
    await world.start()
    anna, ben = world.person(), world.person()
    await walk(anna, INTO_THE_CALL)
    await walk(ben, INTO_THE_CALL)
    with world.api.broken("sendMessage", faults.hang):
        tried = world.api.count("sendMessage")
        await THE_CALL[0].does(ben)
        await world.api.called("sendMessage", tried + 1)
        world.nlu.answers.clear()
        asked = len(world.nlu.asked)
        saying = asyncio.create_task(anna.says(WHO))
        assert await world.nlu.pulse.until(lambda: len(world.nlu.asked) > asked, 15)
        assert await world.bot.ask_to_end() < 10
        await saying
    assert "Traceback" not in world.bot.words_of_log
    world.nlu.answers.set()
    await world.start()
    for person in (anna, ben):
        await person.hears(THE_CALL[0].hears)
        await walk(person, THE_CALL[1:])


def _here(port: int) -> str:
    return f"http://127.0.0.1:{port}"
