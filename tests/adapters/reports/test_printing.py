"""PDF and card: set in our font, read by screen readers, and no word is markup."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from bot.adapters.reports import CardPainter
from bot.core.language import LANGUAGES
from bot.core.vocabulary import Habit
from bot.errors import CannotDraw
from bot.ports import Bar, Picture
from bot.ports.reports import Format
from bot.presentation.scorecards import scorecard_picture
from tests.adapters.reports.making import REPORTS, group, scorecard, trainee
from tests.building import VOCABULARY

EVIL = '#panic() *bold* $x$ \\ "]} <label> @ref 🎲 평양'


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def picture(**more: object) -> Picture:
    report = scorecard()
    found = scorecard_picture(VOCABULARY, report.scenario, report.card, "ko")
    return replace(found, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_can_be_read_back(language: str) -> None:
    found = " ".join(pages(REPORTS.group(group(), Format.PDF, language).data))
    assert "Tuesday group" in found
    assert ("Who took part" if language == "en" else "참여") in found


def test_a_report_is_made_for_screen_readers() -> None:
    reader = PdfReader(BytesIO(REPORTS.group(group(), Format.PDF, "ko").data))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ko"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


def test_a_report_brings_its_font_and_no_other() -> None:
    leaves: list[Any] = list(
        PdfReader(BytesIO(REPORTS.trainee(trainee(), Format.PDF, "ko").data)).pages
    )
    names = {
        str(font.get_object()["/BaseFont"])
        for page in leaves
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all("Pretendard" in name for name in names)


def test_simulated_people_are_marked_on_every_page() -> None:
    found = pages(REPORTS.trainee(trainee(40, synthetic=True), Format.PDF, "en").data)
    assert len(found) > 1
    assert all("Simulated people" in page for page in found)


def test_pages_are_numbered() -> None:
    found = pages(REPORTS.trainee(trainee(40), Format.PDF, "en").data)
    assert all(f"{number} / {len(found)}" in page for number, page in enumerate(found, start=1))


def test_words_are_never_markup() -> None:
    found = " ".join(pages(REPORTS.group(group(name=EVIL), Format.PDF, "ko").data))
    assert "#panic() *bold* $x$" in found


def test_the_same_report_is_the_same_file() -> None:
    first, again = (REPORTS.group(group(), Format.PDF, "en").data for _ in range(2))
    assert first == again


def test_a_card_is_a_png_as_wide_as_a_phone() -> None:
    data = CardPainter().paint(picture())
    assert data.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(data[16:20]) == 1080


def test_a_card_with_every_habit_is_taller_than_one_with_a_single_habit() -> None:
    def height(*bars: Bar) -> int:
        return int.from_bytes(CardPainter().paint(picture(bars=bars))[20:24])

    assert height(*(Bar(one, 50) for one in Habit)) > height(Bar("verify", 50)) > height()


def test_long_and_strange_words_still_make_a_card() -> None:
    long = picture(title="아주 긴 제목 " * 12 + EVIL, outcome="w" * 200, judged="seen")
    assert CardPainter().paint(long).startswith(b"\x89PNG")


def test_the_card_of_a_trainee_says_that_a_person_looked() -> None:
    assert picture().judged
    fresh = scorecard()
    assert any(turn.judged for turn in fresh.card.transcript.turns)


def test_a_fault_of_the_setter_becomes_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise typst.TypstError("in the middle of it", "")

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(CannotDraw, match="TypstError"):
        CardPainter().paint(picture())
