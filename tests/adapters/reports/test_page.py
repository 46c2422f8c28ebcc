"""The report as a page: one file without scripts, that shows words as words."""

import re
from html.parser import HTMLParser

import pytest

from bot.core.language import LANGUAGES
from bot.ports.reports import Format
from tests.adapters.reports.making import REPORTS, group, scorecard, small_group, trainee

EVIL = "<script>alert(1)</script>\"}' & \\ 🎲"


class Tags(HTMLParser):
    """What a page is made of; every tag must be closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(report: object, language: str = "en") -> str:
    kind = {"GroupReport": "group", "TraineeReport": "trainee", "DrillReport": "drill"}
    write = getattr(REPORTS, kind[type(report).__name__])
    data: bytes = write(report, Format.HTML, language).data
    return data.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "report", [group(), trainee(), scorecard()], ids=lambda one: type(one).__name__
)
def test_a_page_is_whole_and_brings_all_it_needs(report: object, language: str) -> None:
    found = page(report, language)
    tags = Tags(found)
    assert tags.open == []
    names = [name for name, _ in tags.seen]
    assert not {"script", "link", "iframe", "img", "form"} & set(names)
    assert names.count("h1") == 1
    assert ("html", {"lang": language}) in tags.seen
    assert not re.search(r"(src|href)=\"(?!#)", found), "nothing is fetched from anywhere"


def test_words_are_never_markup() -> None:
    found = page(group(name=EVIL, synthetic=True))
    assert "<script" not in found
    assert "&lt;script&gt;" in found


def test_tables_have_heads_for_rows_and_columns() -> None:
    tags = Tags(page(trainee()))
    scopes = {attributes.get("scope") for name, attributes in tags.seen if name == "th"}
    assert scopes == {"row", "col"}


def test_simulated_people_are_marked_on_screen_in_the_title_and_on_every_sheet_of_paper() -> None:
    found = page(trainee(synthetic=True))
    banner = "Simulated people: made up to try the program out, nobody real."
    assert f'<p class="banner">{banner}</p>' in found
    assert f"{banner}</title>" in found
    assert f'@top-left {{ content: "{banner}"' in found
    assert banner not in page(trainee())


def test_a_small_group_tells_why_there_is_no_more() -> None:
    found = page(small_group())
    assert "Fewer than 5 people" in found
    assert "<svg" not in found
    assert "Habits: " not in found


def test_what_a_person_has_looked_at_is_marked() -> None:
    assert "a person" in page(scorecard())
    assert "Seen by a person" in page(trainee())


def test_a_score_of_an_older_version_is_marked() -> None:
    assert page(trainee()).count(">older<") == 1
