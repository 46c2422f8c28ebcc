"""What whoever writes reports promises: every form there is, and nobody's words or ids in any."""

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.core.language import LANGUAGES
from bot.errors import CannotDo
from bot.ports.reports import File, Format, Reports
from tests.adapters.reports.making import REPORTS, TYPED, group, scorecard, small_group, trainee

TABLES = (Format.HTML, Format.PDF, Format.CSV, Format.XLSX, Format.JSON)
SINGLE = (Format.HTML, Format.PDF, Format.PNG, Format.JSON)
STARTS = {
    Format.HTML: b"<!doctype html>",
    Format.PDF: b"%PDF-",
    Format.CSV: "\ufeff".encode(),
    Format.XLSX: b"PK",
    Format.JSON: b"{",
    Format.PNG: b"\x89PNG",
}

Write = Callable[[Reports, Format, str], File]

WRITERS: dict[str, tuple[Write, tuple[Format, ...]]] = {
    "group": (lambda reports, form, lang: reports.group(group(), form, lang), TABLES),
    "small group": (lambda reports, form, lang: reports.group(small_group(), form, lang), TABLES),
    "trainee": (lambda reports, form, lang: reports.trainee(trainee(), form, lang), TABLES),
    "beginner": (
        lambda reports, form, lang: reports.trainee(trainee(0, refreshers=()), form, lang),
        TABLES,
    ),
    "drill": (lambda reports, form, lang: reports.drill(scorecard(), form, lang), SINGLE),
}

every = pytest.mark.parametrize(
    ("write", "form"),
    [
        pytest.param(write, form, id=f"{name}-{form}")
        for name, (write, forms) in WRITERS.items()
        for form in forms
    ],
)


@pytest.fixture
def reports() -> Reports:
    return REPORTS


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_what_it_says(
    reports: Reports, write: Write, form: Format, language: str
) -> None:
    file = write(reports, form, language)
    assert file.data.startswith(STARTS[form])
    assert file.name.endswith(f".{form}")
    assert "/" in file.media_type


@every
def test_no_form_holds_what_was_typed_or_whose_it_is(
    reports: Reports, write: Write, form: Format
) -> None:
    file = write(reports, form, "en")
    data = unpacked(file) if form is Format.XLSX else file.data
    for secret in (TYPED, "nine hundred", "her-secret-id", "a-facilitator", "she only waited"):
        assert secret.encode() not in data
        assert secret not in file.name


@every
def test_a_report_is_the_same_each_time(reports: Reports, write: Write, form: Format) -> None:
    first, again = (write(reports, form, "ko") for _ in range(2))
    assert (first == again) or (form is Format.XLSX and unpacked(first) == unpacked(again))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("group", Format.PNG),
        ("trainee", Format.PNG),
        ("drill", Format.CSV),
        ("drill", Format.XLSX),
    ],
)
def test_a_form_that_there_is_not_is_refused(reports: Reports, name: str, form: Format) -> None:
    write, _ = WRITERS[name]
    with pytest.raises(CannotDo):
        write(reports, form, "en")


def test_simulated_people_are_marked_in_every_name_and_every_form(reports: Reports) -> None:
    for form in TABLES:
        for file in (
            reports.group(group(synthetic=True), form, "en"),
            reports.trainee(trainee(synthetic=True), form, "en"),
        ):
            assert file.name.startswith("SYNTHETIC-")
            data = unpacked(file) if form is Format.XLSX else file.data
            if form is not Format.PDF:  # its words are compressed; tests of printing look there
                assert b"imulated" in data or b'"synthetic": true' in data


def test_no_figure_of_a_small_group_is_told_but_who_took_part(reports: Reports) -> None:
    found = json.loads(reports.group(small_group(), Format.JSON, "en").data)
    overview = found["overview"]
    assert overview["participation"]["drills"] == 24
    assert [overview[name] for name in ("scams", "genuine", "next", "verdicts")] == [None] * 4
    assert found["quiz"] == {"before": None, "after": None, "change": None}


def test_a_group_is_told_in_figures_alone(reports: Reports) -> None:
    found = json.loads(reports.group(group(), Format.JSON, "en").data)
    assert found["overview"]["scams"]["endings"] == {"safe": 6, "open": 6, "harmed": 6}
    assert found["overview"]["verdicts"]["judged"] == {"count": 2, "of": 2}


def test_one_person_is_told_under_their_made_up_name(reports: Reports) -> None:
    found = json.loads(reports.trainee(trainee(), Format.JSON, "ko").data)
    assert found["name"] == "Swallow 3"
    assert [one["older_version"] for one in found["calls"]] == [True, False, False, False]
    assert [one["seen_by_a_person"] for one in found["calls"]] == [False, True, False, False]


def test_a_drill_tells_who_read_which_reply(reports: Reports) -> None:
    found = json.loads(reports.drill(scorecard(), Format.JSON, "en").data)
    assert [(one["read_by"], one["verdict"]) for one in found["replies"]] == [
        ("bot", None),
        ("person", "changed"),
    ]


def unpacked(file: File) -> bytes:
    """All parts of a workbook but its own times."""
    with ZipFile(BytesIO(file.data)) as book:
        return b"".join(
            book.read(name) for name in sorted(book.namelist()) if "core.xml" not in name
        )
