"""/quiz: three taps an item, nothing told before the end, and a way out of every moment."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from bot.adapters.sqlite import SqliteStore, Vault
from bot.conversation import Conversation
from bot.core.learning.forms import Form
from bot.core.learning.quiz import Moment, QuizEnded, QuizLeft, replay
from bot.core.vocabulary import Kind
from bot.ports import Button, Command, Content, Sitting, Store, Tap
from tests.conversation.stage import HER, MINUTE, Stage
from tests.core.learning.making import form

COUNT = 2
"""Items of each kind in the forms of these tests."""

FORMS = (form("form-a", COUNT, "a"), form("form-b", COUNT, "b"))
DAY = 24 * 60 * MINUTE


def stage(language: str = "en", store: Store | None = None, forms: Sequence[Form] = FORMS) -> Stage:
    made = Stage(language=language, store=store)
    made.tools = replace(made.tools, forms=forms)
    made.conversation = Conversation(made.tools, made.delivery)
    return made


async def open_quiz(language: str = "en") -> Stage:
    here = stage(language)
    await here.agree()
    await here.command("quiz")
    return here


async def answer(
    here: Stage, verdict: str, sure: str = "Quite sure", do: str | None = None
) -> None:
    await here.press(verdict)
    await here.press(sure)
    await here.press(do or "Check it my own way first")


def truth(here: Stage) -> str:
    """The right verdict on the item that is asked, by its text."""
    return "🚩 A scam" if "-scam-" in here.text else "🤝 Genuine"


async def finish(here: Stage, right: bool = True) -> None:
    """Answer every item that is left, rightly or wrongly."""
    other = {"🚩 A scam": "🤝 Genuine", "🤝 Genuine": "🚩 A scam"}
    while "That was the last one" not in here.text:
        verdict = truth(here)
        await answer(here, verdict if right else other[verdict])


async def sittings(here: Stage) -> Sequence[Sitting]:
    return await here.store.sittings((await here.store.trainee(HER)).id)


async def drill(here: Stage, times: int) -> None:
    for _ in range(times):
        here.clock.pass_(MINUTE)
        await here.tap("take:called:a-call")
        for text in ("I have money at home.", "I will pay."):
            await here.say(text)
        await here.tap("stop")


class TestAnItem:
    async def test_it_carries_the_practice_mark_the_setting_and_how_far_one_is(self) -> None:
        here = await open_quiz()
        assert "PRACTICE, not a real call" in here.text
        assert "1 of 4" in here.text
        assert "In the South" in here.text
        await answer(here, truth(here))
        assert "2 of 4" in here.text

    async def test_it_asks_for_verdict_confidence_and_action(self) -> None:
        here = await open_quiz()
        assert here.labels() == ["🚩 A scam", "🤝 Genuine", "⏹ Stop"]
        await here.press("🤝 Genuine")
        assert here.labels() == ["I'm guessing", "Rather sure", "Quite sure", "Very sure", "⏹ Stop"]
        await here.press("Very sure")
        assert here.labels()[:4] == [
            "Do as they say",
            "Check it my own way first",
            "Put it off, ask someone I trust",
            "Break it off",
        ]

    async def test_its_three_answers_are_kept_as_one_event(self) -> None:
        here = await open_quiz()
        await answer(here, "🚩 A scam", "Very sure", "Break it off")
        (sitting,) = await sittings(here)
        (given,) = replay(sitting.events).answers
        assert (given.verdict, given.confidence, given.action) == (Kind.SCAM, 4, "break_off")

    async def test_half_an_answer_leaves_nothing(self) -> None:
        here = await open_quiz()
        await here.press("🚩 A scam")
        await here.press("Quite sure")
        (sitting,) = await sittings(here)
        assert len(sitting.events) == 1

    async def test_right_or_wrong_is_not_told_before_the_end(self) -> None:
        here = await open_quiz()
        for _ in range(2 * COUNT - 1):
            await answer(here, "🚩 A scam")
            assert "This is what tells" not in here.channel.text
            assert "recognised" not in here.channel.text

    async def test_a_button_of_an_earlier_item_is_no_answer_to_this_one(self) -> None:
        here = await open_quiz()
        old = here.button("🚩 A scam").data
        await answer(here, truth(here))
        await here.tap(old)
        assert "earlier question" in here.text
        assert "2 of 4" in here.text
        assert len((await sittings(here))[0].events) == 2

    @pytest.mark.parametrize(
        "answers", ["", "scam.9", "scam.3.flee", "maybe", "scam.3.check.more", ".", "scam.x"]
    )
    async def test_made_up_answers_are_none(self, answers: str) -> None:
        here = await open_quiz()
        place = here.button("🚩 A scam").data.split(":")[1]
        await here.tap(f"quiz:{place}:{answers}")
        assert "1 of 4" in here.text
        assert len((await sittings(here))[0].events) == 1

    async def test_words_and_pictures_are_asked_back(self) -> None:
        here = await open_quiz()
        await here.say("It is a scam, I think.")
        assert "answer with the buttons" in here.text
        await here.show()
        assert "1 of 4" in here.text

    async def test_no_button_is_too_long_for_telegram(self) -> None:
        here = await open_quiz()
        await finish(here)
        for _, reply in here.channel.sent:
            for row in reply.buttons:
                assert all(len(button.data.encode()) <= 64 for button in row)


class TestTheEnd:
    async def test_both_kinds_are_counted_side_by_side(self) -> None:
        here = await open_quiz()
        await finish(here)
        assert "Scams that you recognised: 2 of 2" in here.text
        assert "Genuine calls that you recognised: 2 of 2" in here.text
        assert "Worth another look" not in here.text
        assert isinstance((await sittings(here))[0].events[-1], QuizEnded)
        assert (await here.store.trainee(HER)).quiz is None

    async def test_what_was_missed_is_explained(self) -> None:
        here = await open_quiz()
        await finish(here, right=False)
        assert "Scams that you recognised: 0 of 2" in here.text
        assert here.text.count("This is what tells") == 4
        assert here.text.count("Best here: “Do as they say”") == 2
        assert here.text.count("Best here: “Check it my own way first”") == 2

    async def test_an_action_that_would_have_harmed_is_explained_too(self) -> None:
        here = await open_quiz()
        while "That was the last one" not in here.text:
            await answer(here, truth(here), do="Do as they say")
        assert here.text.count("This is what tells") == 2
        assert "Kept you safe from 0 of 2 scams" in here.text
        assert "Did justice to 2 of 2 genuine callers" in here.text

    @pytest.mark.parametrize(
        ("verdict", "told"),
        [
            ("🤝 Genuine", "more trust than they deserved"),
            ("🚩 A scam", "honest callers were taken"),
        ],
    )
    async def test_leaning_to_either_side_is_told_as_kindly(self, verdict: str, told: str) -> None:
        here = await open_quiz()
        while "That was the last one" not in here.text:
            await answer(here, verdict)
        assert told in here.text

    async def test_many_explanations_come_in_parts(self) -> None:
        here = stage(forms=(form("form-a", 10), form("form-b", 10, "b")))
        await here.agree()
        await here.command("quiz")
        await finish(here, right=False)
        assert here.text.count("This is what tells") == 20
        assert all(len(reply.html) < 4096 for reply in here.answer)
        assert here.labels() == ["Choose a call"]


class TestTheWayOut:
    @pytest.mark.parametrize("taps", [0, 1, 2, 3, 5])
    @pytest.mark.parametrize("way", ["stop", "그만", "/stop", "button"])
    async def test_stop_works_at_once_in_every_moment(self, taps: int, way: str) -> None:
        here = await open_quiz()
        for label in ["🚩 A scam", "Quite sure", "Break it off"] * 2:
            if taps:
                taps -= 1
                await here.press(label)
        match way:
            case "/stop":
                await here.command("stop")
            case "button":
                await here.press("⏹ Stop")
            case word:
                await here.say(word)
        assert "we leave it there" in here.text
        assert isinstance((await sittings(here))[0].events[-1], QuizLeft)
        assert (await here.store.trainee(HER)).quiz is None

    async def test_what_was_left_does_not_count_and_can_be_taken_anew(self) -> None:
        here = await open_quiz()
        await answer(here, "🚩 A scam")
        await here.command("stop")
        await here.command("quiz")
        assert "1 of 4" in here.text
        first, second = (replay(one.events).started for one in await sittings(here))
        assert (first.form, first.moment) == (second.form, second.moment)

    async def test_buttons_of_a_quiz_that_was_left_start_no_other(self) -> None:
        here = await open_quiz()
        old = here.button("🚩 A scam").data
        await here.command("stop")
        await here.tap(old)
        assert len(await sittings(here)) == 1

    async def test_the_menu_leaves_it_open_and_quiz_leads_back(self) -> None:
        here = await open_quiz()
        await answer(here, truth(here))
        await here.command("drill")
        assert "Which calls" in here.text
        await here.command("quiz")
        assert "go on where you were" in here.text
        assert "2 of 4" in here.text
        assert len(await sittings(here)) == 1

    async def test_a_drill_goes_before_it(self) -> None:
        here = await open_quiz()
        old = here.button("🚩 A scam").data
        await here.tap("take:called:a-call")
        await here.tap(old)
        assert "The call goes on" in here.text
        await here.command("quiz")
        assert "A call is running" in here.text
        await here.say("stop")
        assert "1 of 4" not in here.text
        await here.command("quiz")
        assert "1 of 4" in here.text

    async def test_a_debrief_is_left_for_it_and_its_scorecard_stays(self) -> None:
        here = stage()
        await here.finish()
        await here.command("quiz")
        assert "1 of 4" in here.text
        assert (await here.store.trainee(HER)).drill is None
        assert len((await here.history()).drills) == 1

    async def test_forgetting_erases_it(self) -> None:
        here = await open_quiz()
        await answer(here, truth(here))
        await here.tap("forget:yes")
        assert await sittings(here) == []


class TestWhichForm:
    async def test_nobody_is_asked_before_they_agreed(self) -> None:
        here = stage()
        await here.command("quiz")
        assert here.button("Yes, I agree")
        assert await sittings(here) == []

    async def test_the_first_comes_before_practising_the_other_after_three_drills(self) -> None:
        here = await open_quiz()
        await finish(here)
        await here.command("quiz")
        assert "after 3 more calls" in here.text
        await drill(here, 2)
        await here.command("quiz")
        assert "after 1 more call." in here.text
        await drill(here, 1)
        await here.command("quiz")
        assert "You have practised" in here.text
        await finish(here)
        before, later = (replay(one.events).started for one in await sittings(here))
        assert (before.moment, later.moment) == (Moment.BEFORE, Moment.AFTER)
        assert (before.drills, later.drills) == (0, 3)
        assert {before.form, later.form} == {"form-a", "form-b"}

    async def test_only_who_has_not_practised_is_told_that_it_is_before(self) -> None:
        here = await open_quiz()
        assert "Before you practise, a look at where you stand." in here.answer[0].html
        after_a_call = stage()
        await after_a_call.agree()
        await drill(after_a_call, 1)
        await after_a_call.command("quiz")
        assert "First, a look at where you stand." in after_a_call.answer[0].html
        assert "Before you practise" not in after_a_call.answer[0].html

    async def test_the_day_of_the_refresher_is_one_in_korea(self) -> None:
        here = stage()
        here.clock.pass_(20 * 60 * MINUTE)
        await here.agree()
        await here.command("quiz")
        await finish(here)
        await drill(here, 3)
        await here.command("quiz")
        await finish(here)
        await here.command("quiz")
        assert "From 2026-02-01 on" in here.text

    async def test_a_refresher_comes_a_month_later(self) -> None:
        here = await open_quiz()
        await finish(here)
        await drill(here, 3)
        await here.command("quiz")
        await finish(here)
        await here.command("quiz")
        assert "From 2026-01-31 on" in here.text
        here.clock.pass_(31 * DAY)
        await here.command("quiz")
        assert "what has stayed" in here.text
        await finish(here)
        moments = [replay(one.events).started.moment for one in await sittings(here)]
        assert moments == [Moment.BEFORE, Moment.AFTER, Moment.REFRESHER]

    async def test_without_two_forms_there_is_no_quiz(self) -> None:
        here = stage(forms=FORMS[:1])
        await here.agree()
        await here.command("quiz")
        assert "no quiz at the moment" in here.text

    async def test_a_form_that_is_gone_ends_the_quiz_without_a_fault(self) -> None:
        here = await open_quiz()
        here.tools = replace(here.tools, forms=())
        here.conversation = Conversation(here.tools, here.delivery)
        await here.press("🚩 A scam")
        assert "no quiz at the moment" in here.text
        assert (await here.store.trainee(HER)).quiz is None


class Reopened:
    """A person whose bot is closed and started again before each of their messages."""

    def __init__(self, path: Path, language: str) -> None:
        self._path = path
        self._language = language
        self._keys = count(1)
        self.buttons: list[Button] = []
        self.text = ""

    async def do(self, content: Content) -> None:
        here = stage(self._language, SqliteStore(self._path, Vault(b"k" * 32)))
        await here.do(content, key=f"key-{next(self._keys)}")
        self.text, self.buttons = here.text, [one for row in here.answer[-1].buttons for one in row]
        await here.store.close()

    async def press(self, place: int) -> None:
        await self.do(Tap(self.buttons[place].data))

    async def kept(self) -> Sequence[Sitting]:
        store = SqliteStore(self._path, Vault(b"k" * 32))
        found = await store.sittings((await store.trainee(HER)).id)
        await store.close()
        return found


@pytest.mark.parametrize(
    ("language", "last"),
    [("en", "Scams that you recognised: 2 of 2"), ("ko", "알아본 사기: 2건 중 2건")],
)
async def test_a_whole_quiz_saved_and_reloaded_between_all_taps(
    language: str, last: str, tmp_path: Path
) -> None:
    her = Reopened(tmp_path / "store.db", language)
    await her.do(Tap("consent:yes"))
    await her.do(Command("quiz"))
    for _ in range(2 * COUNT):
        await her.press(0 if "-scam-" in her.text else 1)
        await her.press(3)
        await her.press(1)
    assert last in her.text
    (sitting,) = await her.kept()
    assert replay(sitting.events).whole
    assert len(sitting.events) == 2 * COUNT + 2


async def test_a_tap_that_is_offered_twice_counts_once(tmp_path: Path) -> None:
    here = await open_quiz()
    await here.press("🚩 A scam")
    await here.press("Quite sure")
    last = Tap(here.button("Break it off").data)
    await here.do(last, key="the same")
    await here.do(last, key="the same")
    assert len((await sittings(here))[0].events) == 2


async def test_in_korean_nothing_is_english() -> None:
    here = stage("ko")
    await here.agree()
    await here.command("quiz")
    for _ in range(2 * COUNT):
        await here.press("🚩 사기")
        await here.press("아주 자신 있어요")
        await here.press("말하는 대로 할래요")
    assert "알아본 진짜 전화: 2건 중 0건" in here.text
    quiz = here.text.replace("a-scam-", "").replace("a-genuine-", "")
    quiz = quiz.replace("b-scam-", "").replace("b-genuine-", "")
    assert not any("a" <= letter.lower() <= "z" for letter in quiz)
