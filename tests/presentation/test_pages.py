"""What people read: escaped, in their language, without anything of the machinery."""

import html as html_entities
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.memory import ScriptedNlu
from bot.core.language import LANGUAGES
from bot.core.scenario import Loss, Outcome
from bot.core.vocabulary import Kind
from bot.presentation.pages import TEMPLATES, act_title, level_dots, page
from bot.presentation.scorecards import (
    as_json,
    debrief_values,
    loss_words,
    outcome_words,
    scorecard_values,
)
from tests.building import VOCABULARY, Call, ending, genuine, line, prose, scenario, small, waiting
from tests.conversation.stage import READS, Stage

HOSTILE = "<b>&amp; {{ 7*7 }} {% raw %} </b><script> %(num)s \"quoted\" 'x'"
TAGS = {"b", "i", "u", "code", "blockquote"}


class Tags(HTMLParser):
    """Collects the tags of a page and whether they are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.used.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def is_sound(page: str) -> bool:
    """Whether Telegram would take it: known tags only, all of them closed."""
    tags = Tags(page)
    return tags.used <= TAGS and not tags.open


async def everything_seen(language: str) -> Stage:
    """Somebody who sees every page that there is."""
    stage = Stage(small(level=3), small("north", id="other", digest="d2"), language=language)
    texts = {
        "ko": ("글쎄요", "집에 돈이 있습니다", "돈을 드리겠습니다", "직접 알아보겠습니다"),
        "en": ("Well...", "I have money at home.", "I will pay.", "I will ring your office."),
    }
    unsure, discloses, pays, checks = texts[language]
    await stage.command("start")
    await stage.tap("consent:yes")
    for name in ("help", "privacy", "progress", "forget", "stop"):
        await stage.command(name)
    for data in ("menu", "setting:south", "about:a-call", "about:gone", "take:adviser:a-call"):
        await stage.tap(data)
    for text in ("음", unsure, "음", "음", discloses, pays):
        await stage.say(text)
    await stage.show("voice")
    await stage.tap("feel:shaken")
    for data in ("look", "again:2"):
        await stage.tap(data)
    await stage.say(checks)
    await stage.tap("again:2")
    await stage.say(pays)
    await stage.tap("again:2")
    await stage.say("음")
    await stage.say("음")
    await stage.tap("score")
    await stage.command("progress")
    await stage.tap("take:called:other")
    await stage.show("picture")
    await stage.show("voice")
    await stage.tap("act:0:ends_call")
    await stage.command("start")
    await stage.command("stop")
    stage.tools.nlu.ready = False  # type: ignore[misc]
    await stage.tap("take:called:other")
    await stage.say(discloses)
    await stage.tap("forget:yes")
    await stage.tap("consent:no")
    return stage


class TestLanguages:
    async def test_in_english_nothing_is_korean(self) -> None:
        stage = await everything_seen("en")
        text = stage.channel.text.replace("[한국어]", "").replace("한국어 / English", "")
        text = text.replace("음", "")
        assert len(text) > 5_000
        assert re.findall(r"[ㄱ-ㆎ가-힣]+", text) == []

    async def test_in_korean_nothing_is_english(self) -> None:
        stage = await everything_seen("ko")
        text = stage.channel.text.replace("[English]", "").replace("한국어 / English", "")
        text = re.sub(r"/[a-z]+", "", text)
        assert len(text) > 2_000
        assert re.findall(r"[A-Za-z]{2,}", text) == []

    async def test_every_page_was_among_them(self) -> None:
        seen: set[str] = set()
        for name in (path.stem for path in TEMPLATES.glob("*.html")):
            if any(f'page("{name}"' in text or f'"{name}",\n' in text for text in sources()):
                seen.add(name)
        assert {path.stem for path in TEMPLATES.glob("*.html")} - seen == {"contacts", "mark"}

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_every_reply_is_sound_html_and_holds_words(self, language: str) -> None:
        stage = await everything_seen(language)
        for _, reply in stage.channel.sent:
            assert is_sound(reply.html), reply.html
            assert Tags(reply.html).text.strip()

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_no_page_shows_what_the_program_is_made_of(self, language: str) -> None:
        stage = await everything_seen(language)
        assert not re.search(r"\{\{|\{%|%\(|\bNone\b(?! of)|Prose\(|Habit\.", stage.channel.text)

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_no_page_has_empty_lines_at_its_ends_or_three_in_a_row(
        self, language: str
    ) -> None:
        stage = await everything_seen(language)
        for _, reply in stage.channel.sent:
            assert reply.html == reply.html.strip()
            assert "\n\n\n\n" not in reply.html


def sources() -> list[str]:
    folder = Path(TEMPLATES).parents[1] / "conversation"
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]


class TestEscaping:
    """What authors and trainees wrote is text, whatever it looks like."""

    def hostile(self) -> Call:
        states = (
            waiting("opening", {}, "over", says=(line(HOSTILE, "urgency"),)),
            ending("over", Outcome.HARMED, Loss(5, "<i>")),
        )
        return Call(scenario(*states, title=prose(HOSTILE, HOSTILE)))

    @pytest.mark.parametrize("language", LANGUAGES)
    async def test_a_hostile_scenario_and_hostile_replies_stay_text(self, language: str) -> None:
        stage = Stage(
            self.hostile().scenario,
            language=language,
            nlu=ScriptedNlu({**READS, HOSTILE: ("agrees_to_pay",)}),
        )
        await stage.agree()
        await stage.tap("setting:south")
        await stage.tap("about:a-call")
        await stage.tap("take:called:a-call")
        await stage.say(HOSTILE)
        await stage.tap("feel:fine")
        await stage.tap("again:1")
        await stage.say(HOSTILE)
        await stage.tap("score")
        await stage.command("progress")
        for _, reply in stage.channel.sent:
            assert is_sound(reply.html), reply.html
            assert "49" not in Tags(reply.html).text.replace("9 * 49", "")
        shown = [reply.html for _, reply in stage.channel.sent if "{{ 7*7 }}" in reply.html]
        assert len(shown) >= 5
        assert all("&lt;script&gt;" in html for html in shown)

    def test_a_trainees_words_come_out_of_the_debrief_as_they_went_in(self) -> None:
        call = self.hostile()
        call.say("agrees_to_pay", text=HOSTILE)
        values = debrief_values(VOCABULARY, call.scenario, call.debrief, "en")
        assert f"You answered: “{HOSTILE}”" in Tags(page("debrief", "en", **values)).text

    @given(st.text(max_size=60))
    def test_whatever_the_caller_says_is_shown_as_it_was_written(self, text: str) -> None:
        html = page("caller", "en", medium="call", caller=text, line=text, adviser=False)
        assert is_sound(html)
        assert f"“{text}”".strip() in html_entities.unescape(html)


class TestDebrief:
    def test_there_is_no_praise_for_an_act_that_was_not_done(self) -> None:
        call = Call(small())
        call.say("pleads")
        call.say("agrees_to_pay")
        values = debrief_values(VOCABULARY, call.scenario, call.debrief, "en")
        assert values["strength"] == {"text": None, "act": None, "habit": None}

    def test_a_missed_chance_is_told_as_room_not_as_a_loss(self) -> None:
        call = Call(small())
        call.say("acknowledges")
        call.say("tells_trusted_person")
        values = debrief_values(VOCABULARY, call.scenario, call.debrief, "en")
        text = page("debrief", "en", **values)
        assert "Here there was room for: verify habit" in text
        assert "That helps the other side" not in text

    def test_a_loss_to_a_scammer_is_told_as_what_happens_to_many(self) -> None:
        call = Call(small())
        call.say("discloses")
        call.say("ends_call")
        assert "It happens to very many people" in self.told(call)

    def test_a_genuine_caller_who_was_met_harshly_is_told_of_as_one(self) -> None:
        call = Call(genuine())
        call.say("defies")
        text = self.told(call)
        assert "harder for a caller who meant well. Being careful was right" in text
        assert not re.search(r"the other side|scam", text, re.IGNORECASE)

    def test_what_was_given_to_a_genuine_caller_is_no_hostility(self) -> None:
        call = Call(genuine())
        call.say("discloses")
        text = self.told(call)
        assert "This caller meant well and had no need of it." in text
        assert not re.search(r"the other side|scam|harder", text, re.IGNORECASE)

    def told(self, call: Call) -> str:
        return page(
            "debrief", "en", **debrief_values(VOCABULARY, call.scenario, call.debrief, "en")
        )

    @pytest.mark.parametrize("kind", list(Kind))
    @pytest.mark.parametrize("outcome", list(Outcome))
    def test_every_outcome_has_words_in_every_language(self, kind: Kind, outcome: Outcome) -> None:
        korean, english = (outcome_words(outcome, kind, language) for language in LANGUAGES)
        assert korean != english
        assert not re.search(r"fooled|tricked|failed|you lost", english, re.IGNORECASE)

    def test_a_genuine_call_that_stays_open_is_no_danger(self) -> None:
        assert "danger" not in outcome_words(Outcome.OPEN, Kind.GENUINE, "en")
        assert "위험" not in outcome_words(Outcome.OPEN, Kind.GENUINE, "ko")
        assert "danger" in outcome_words(Outcome.OPEN, Kind.SCAM, "en")

    @pytest.mark.parametrize(
        ("loss", "korean", "english"),
        [
            (Loss(500, "USD"), "500 달러", "500 US dollars"),
            (Loss(12_000_000, "KRW"), "12,000,000 원", "12,000,000 won"),
            (Loss(1, "EUR"), "1 EUR", "1 EUR"),
        ],
    )
    def test_a_loss_is_told_with_its_currency(self, loss: Loss, korean: str, english: str) -> None:
        assert loss_words(loss, "ko") == korean
        assert loss_words(loss, "en") == english


class TestScorecards:
    def test_a_bar_has_four_squares(self) -> None:
        call = Call(small())
        call.say("asks_identity")
        call.say("agrees_to_pay")
        values = scorecard_values(VOCABULARY, call.scenario, call.card, "en")
        bars = {one["title"]: one["bar"] for one in values["habits"]}
        assert bars["verify habit"] == "🟩🟩🟩⬜"
        assert bars["pay habit"] == "⬜⬜⬜⬜"

    def test_leaving_in_time_is_named_as_the_reason(self) -> None:
        call = Call(small())
        call.say("ends_call")
        values = scorecard_values(VOCABULARY, call.scenario, call.card, "ko")
        reasons = [why["why"] for habit in values["habits"] for why in habit["evidence"]]
        assert reasons == ["늦기 전에 연락을 끊음"]

    def test_a_genuine_caller_is_said_to_be_one(self) -> None:
        call = Call(genuine())
        call.say("verifies_independently")
        values = scorecard_values(VOCABULARY, call.scenario, call.card, "en")
        assert "The other person was genuine." in page("scorecard", "en", contacts=[], **values)

    def test_levels_are_dots(self) -> None:
        assert [level_dots(level) for level in (1, 2, 3)] == ["●○○", "●●○", "●●●"]

    def test_acts_and_controls_have_titles(self) -> None:
        assert act_title(VOCABULARY, "delays", "ko") == "미루기"
        assert act_title(VOCABULARY, "wants_to_stop", "ko") == "그만두기"


class TestJson:
    def made(self) -> dict[str, object]:
        call = Call(small())
        call.wait()
        call.mumble()
        call.say("asks_identity", text="Who are you?")
        call.say("agrees_to_pay", text="I pay.")
        return as_json(VOCABULARY, call.scenario, call.debrief, "en")

    def test_the_same_drill_gives_the_same_object(self) -> None:
        assert self.made() == self.made()

    def test_it_holds_acts_habits_cited_turns_ending_and_total(self) -> None:
        made = self.made()
        assert made["total"] == 16
        assert made["ending"] == {
            "state": "paid",
            "outcome": "harmed",
            "meaning": "In the story, the caller got what they wanted.",
        }
        assert (made["silences"], made["not_understood"]) == (1, 1)
        turns = made["turns"]
        assert isinstance(turns, list)
        assert turns[1]["acts"] == [{"id": "agrees_to_pay", "confidence": 0.9}]
        assert turns[1]["caller"][0]["signs"] == ["money_demand"]

    def test_a_habit_without_an_opportunity_is_null_not_zero(self) -> None:
        habits = self.made()["habits"]
        assert isinstance(habits, dict)
        assert habits["report"]["percent"] is None
        assert habits["report"]["points"] is None
        assert habits["pay"]["points"] == -2
