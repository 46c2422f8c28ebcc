"""A scenario as a picture: SVG, Mermaid, and where the boxes stand."""

import re
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from bot.adapters.drawing import Plan, draw, mermaid, plan
from bot.adapters.drawing.layers import lay_out
from bot.adapters.drawing.svg import wrap
from bot.core.scenario import Outcome
from bot.core.walking import picture_facts
from tests.building import VOCABULARY, ending, prose, scenario, small, waiting

SVG = "{http://www.w3.org/2000/svg}"


def picture(language: str = "en", plays: int = 0) -> Plan:
    scores, played = picture_facts(VOCABULARY, small(), plays)
    return plan(VOCABULARY, small(), language, scores, played)


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_state_its_line_and_its_ways_on_are_written() -> None:
    written = texts(draw(picture()))
    assert "▶ opening" in written
    assert "“opening”" in written
    assert "→ checked" in written
    assert any("anything else" in one for one in written)


def test_acts_that_lead_to_one_place_share_a_row() -> None:
    (row,) = [row for row in picture().box("demand").rows if row.goal == "checked"]
    assert row.labels == ("verifies independently", "tells trusted person")


def test_endings_show_their_scores_and_outcome_by_colour_and_shape() -> None:
    svg = draw(picture())
    assert any(re.fullmatch(r"score \d+–\d+", one) for one in texts(svg))
    for mark in ("<circle cx", "#c24e00", "#00785a"):
        assert mark in svg


def test_plays_show_how_often_each_state_was_passed() -> None:
    assert "40 of 40 plays" in texts(draw(picture(plays=40)))


def test_the_picture_speaks_korean() -> None:
    written = " ".join(texts(draw(picture("ko"))))
    assert "그 밖의 모든 대답" in written
    assert "여기 보위부요." in written


def test_an_ending_that_many_lead_to_has_no_arrows() -> None:
    states = [waiting(f"s{n}", {"ends_call": "left"}, f"s{n + 1}") for n in range(4)]
    last = waiting("s4", {"ends_call": "left"}, "left")
    made = plan(VOCABULARY, scenario(*states, last, ending("left", Outcome.SAFE)), "en")
    drawn = {(box.id, row.goal) for box in made.boxes for row in box.rows if row.drawn}
    assert drawn == {(f"s{n}", f"s{n + 1}") for n in range(4)}


def test_an_authors_text_cannot_become_markup() -> None:
    evil = '<script>"&]--> x'
    case = small(title=prose(evil, evil))
    made = plan(VOCABULARY, case, "en")
    ElementTree.fromstring(draw(made))
    assert "<script>" not in draw(made)


def test_mermaid_names_every_state_and_merges_acts() -> None:
    text = mermaid(picture())
    assert text.count("flowchart LR") == 1
    for box in picture().boxes:
        assert f"<b>{box.id}</b>" in text
    assert '-->|"verifies independently' in text
    assert "classDef harmed" in text


def test_mermaid_labels_hold_no_bare_marks() -> None:
    case = scenario(
        waiting('a"<b>#`&', {"delays": "safe"}, "safe"),
        ending("safe", Outcome.SAFE),
    )
    text = mermaid(plan(VOCABULARY, case, "en"))
    assert "a#quot;#lt;b#gt;#35;#96;#amp;" in text
    assert 'a"<b>' not in text


def test_boxes_stand_behind_what_leads_to_them_and_do_not_overlap() -> None:
    heights = {"a": 50.0, "b": 80.0, "c": 30.0, "d": 60.0}
    pairs = [("a", "b", 10.0), ("a", "c", 30.0), ("b", "d", 10.0), ("a", "d", 40.0)]
    layout = lay_out(heights, pairs, gap=10, entry=5)
    columns = {name: place.column for name, place in layout.places.items()}
    assert columns == {"a": 0, "b": 1, "c": 1, "d": 2}
    upper, lower = sorted((layout.places["b"], layout.places["c"]), key=lambda one: one.y)
    assert upper.y + upper.height + 10 <= lower.y + 0.001
    long = next(arrow for arrow in layout.arrows if (arrow.source, arrow.goal) == ("a", "d"))
    assert [way.column for way in long.waypoints] == [1]


@pytest.mark.parametrize("text", ["가나다라마바사아자차카", "one two three four", "a" * 50, ""])
def test_lines_are_as_wide_as_they_may_be(text: str) -> None:
    lines = wrap(text, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= 10 for line in lines)
