"""Plots: what they show stands in words beside them, and the same figures give the same bytes."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import pytest
from matplotlib._pylab_helpers import Gcf
from matplotlib.figure import Figure

from bot.adapters.plots import MatplotlibPlots
from bot.adapters.plots.canvas import short
from bot.core.language import LANGUAGES
from bot.errors import CannotDraw
from bot.ports.reports import Plot, QuizFigures, Shape
from tests.adapters.plots.making import NOW, QUIZ, refreshers, sides
from tests.building import VOCABULARY

PLOTS = MatplotlibPlots(VOCABULARY)
SVG = "{http://www.w3.org/2000/svg}"

Draw = Callable[..., Plot | None]

DRAWN: dict[str, Draw] = {
    "learning": lambda language, shape=Shape.SVG: PLOTS.learning(*sides(), language, shape),
    "endings": lambda language, shape=Shape.SVG: PLOTS.endings(*sides(), language, shape),
    "telling": lambda language, shape=Shape.SVG: PLOTS.telling_apart(QUIZ, language, shape),
    "fading": lambda language, shape=Shape.SVG: PLOTS.fading(refreshers(), NOW, language, shape),
}


def drawn(name: str, language: str = "en", shape: Shape = Shape.SVG) -> Plot:
    plot = DRAWN[name](language, shape)
    assert plot is not None
    return plot


each = pytest.mark.parametrize("name", DRAWN)


@each
@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryPlot:
    def test_tells_its_title_and_its_figures_to_who_does_not_see_it(
        self, name: str, language: str
    ) -> None:
        plot = drawn(name, language)
        root = ElementTree.fromstring(plot.image)
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == plot.title
        assert root.findtext(f"{SVG}desc") == plot.description
        assert re.search(r"\d", plot.description)

    def test_brings_its_figures_as_a_table(self, name: str, language: str) -> None:
        plot = drawn(name, language)
        assert plot.rows
        assert {len(row) for row in plot.rows} == {len(plot.columns)}

    def test_is_the_same_each_time(self, name: str, language: str) -> None:
        for shape in Shape:
            assert drawn(name, language, shape).image == drawn(name, language, shape).image

    def test_bears_no_date_and_no_program(self, name: str, language: str) -> None:
        image = drawn(name, language).image.decode()
        assert "<metadata" not in image
        assert "matplotlib" not in image

    def test_is_allowed_where_inline_styles_and_scripts_are_not(
        self, name: str, language: str
    ) -> None:
        image = drawn(name, language).image.decode()
        assert "style=" not in image
        assert "<style" not in image
        assert "<script" not in image
        assert image.startswith("<svg")

    def test_needs_no_font_where_it_is_shown(self, name: str, language: str) -> None:
        image = drawn(name, language).image.decode()
        assert "<text" not in image
        assert "font-family" not in image

    def test_is_a_picture_for_the_chat_too(self, name: str, language: str) -> None:
        assert drawn(name, language, Shape.PNG).image.startswith(b"\x89PNG\r\n")


@each
def test_korean_and_english_look_different(name: str) -> None:
    assert drawn(name, "ko").image != drawn(name, "en").image
    assert drawn(name, "ko").title != drawn(name, "en").title


@each
def test_no_figure_is_left_in_a_global_list(name: str) -> None:
    drawn(name)
    assert Gcf.get_all_fig_managers() == []


def test_endings_are_told_by_pattern_and_not_by_colour_alone() -> None:
    image = drawn("endings").image.decode()
    assert image.count("<pattern") == 3, "open, harmed and missed; safe is plain"


def test_scam_and_genuine_calls_have_bars_of_their_own() -> None:
    rows = drawn("endings").rows
    assert [row[:3] for row in rows] == [
        ("Scam calls", "safe", "6"),
        ("Scam calls", "still open", "6"),
        ("Scam calls", "the caller got what they wanted", "6"),
        ("Genuine calls", "safe", "6"),
        ("Genuine calls", "still open", "6"),
        ("Genuine calls", "a genuine caller was turned away", "6"),
    ]


def test_the_learning_curve_gives_every_habit_on_both_kinds_of_calls() -> None:
    plot = drawn("learning")
    assert plot.columns == ("Habit", "Kind", "1", "2", "3")
    assert plot.rows[0] == ("verify habit", "Scam calls", "0 %", "0 %", "100 %")
    assert len(plot.rows) == 14


def test_false_alarms_are_told_as_plainly_as_hits() -> None:
    rows = drawn("telling").rows
    assert rows[:2] == (
        ("before practising", "scams recognised", "30/60", "50 %", "40 % – 60 %"),
        ("before practising", "genuine calls taken for scams", "24/60", "40 %", "30 % – 50 %"),
    )


def test_what_is_overdue_says_so_and_what_is_not_gives_its_day() -> None:
    dues = [row[2] for row in drawn("fading").rows]
    assert dues[0] == "due now"
    assert re.fullmatch(r"due on 20\d\d-\d\d-\d\d", dues[1])


@pytest.mark.parametrize(
    "nothing",
    [
        lambda: PLOTS.learning(*sides(times=1), "en"),
        lambda: PLOTS.learning(*sides(people=4), "en"),
        lambda: PLOTS.endings(*sides(people=4), "en"),
        lambda: PLOTS.telling_apart(QuizFigures(), "en"),
        lambda: PLOTS.fading((), NOW, "en"),
    ],
)
def test_where_nothing_can_be_shown_there_is_no_plot(
    nothing: Callable[[], Plot | None],
) -> None:
    assert nothing() is None


def test_a_group_that_has_only_practised_yet_has_one_point() -> None:
    plot = PLOTS.telling_apart(QuizFigures(after=QUIZ.after), "en")
    assert plot is not None
    assert {row[0] for row in plot.rows} == {"after practising"}


def test_all_families_stand_in_the_table_even_where_the_picture_has_no_room() -> None:
    plot = PLOTS.fading(refreshers(8), NOW, "en")
    assert plot is not None
    assert len(plot.rows) == 8


def test_several_pages_may_draw_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: drawn("endings").image, range(8)))
    assert len(set(images)) == 1


def test_words_with_marks_do_not_break_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.plots.plots.kind_name", lambda *_: '<b> & "$x^2$" 🎲')
    plot = drawn("endings")
    assert ElementTree.fromstring(plot.image).findtext(f"{SVG}desc") == plot.description


def test_a_fault_of_the_library_becomes_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("in the middle of it")

    monkeypatch.setattr(Figure, "savefig", fail)
    with pytest.raises(CannotDraw, match="RuntimeError"):
        drawn("endings")


def test_long_names_are_cut_by_the_room_they_take() -> None:
    assert short("가나다라마바사", 10) == "가나다라…"
    assert short("abcdefghij", 10) == "abcdefghij"
