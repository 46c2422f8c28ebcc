"""Faults for people (text) and for programs (JSON, SARIF)."""

import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from rich.cells import cell_len
from rich.markup import escape

from bot.adapters.scenario_files.catalogue import CATALOGUE
from bot.adapters.scenario_files.faults import Fault, Report, Severity
from bot.core.language import FALLBACK

Format = Literal["text", "json", "sarif"]

WIDEST: Final = 110
"""Columns of a source line that are shown; more would wrap and lose the caret."""

_LANGUAGES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"ko": "Korean", "en": "English"},
    "ko": {"ko": "한국어", "en": "영어"},
}
_SEVERITIES: Final = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
    "ko": {Severity.ERROR: "오류", Severity.WARNING: "주의"},
}


def message(fault: Fault, language: str) -> str:
    """What is wrong, in one sentence."""
    return _filled(CATALOGUE[fault.code].message, fault, language)


def remedy(fault: Fault, language: str) -> str:
    """What to do about it: the word that was meant, where one is near, else the catalogue's."""
    if fault.suggestion:
        word = fault.suggestion
        return f"“{word}” 아닙니까?" if language == "ko" else f'did you mean "{word}"?'
    return _filled(CATALOGUE[fault.code].remedy, fault, language)


def render(report: Report, format: Format, language: str, colour: bool = False) -> str:
    """The report in this format, ready to be printed; `colour` adds rich's marks to the text."""
    match format:
        case "text":
            return _text(report, language, colour)
        case "json":
            return _json(report, language)
        case "sarif":
            return _sarif(report, language)


def render_fault(fault: Fault, language: str, colour: bool = False) -> str:
    """One fault: `file:line:column: error CODE: message`, its line with a caret, the remedy."""
    span, severity = fault.span, fault.severity
    kind = _SEVERITIES.get(language, _SEVERITIES[FALLBACK])[severity]
    tint = "bold red" if severity is Severity.ERROR else "bold yellow"
    where = f"{fault.file}:{span.line}:{span.column}:"
    parts = [
        f"{_tinted(where, 'bold', colour)} {_tinted(f'{kind} {fault.code}:', tint, colour)} "
        f"{_tinted(message(fault, language), '', colour)}"
    ]
    gutter = " " * (len(str(span.line)) + 2)
    if fault.line.strip():
        shown, before, width = _excerpt(fault)
        parts.append(f"  {span.line} | {_tinted(shown, '', colour)}")
        parts.append(f"{gutter} | {' ' * before}{_tinted('^' * width, tint, colour)}")
    parts.append(f"{gutter} = {_tinted(remedy(fault, language), 'cyan', colour)}")
    return "\n".join(parts)


def _excerpt(fault: Fault) -> tuple[str, int, int]:
    """The source line, how many columns stand before the caret, and how wide the caret is."""
    line, span = fault.line.replace("\t", " "), fault.span
    first = min(span.column - 1, len(line))
    last = span.end_column - 1 if span.end_line == span.line else len(line)
    last = min(max(last, first), len(line))
    if len(line) > WIDEST // 2 and cell_len(line[: WIDEST + 1]) > WIDEST:
        line, first, last = _cropped(line, first, last)
    return line, cell_len(line[:first]), max(1, cell_len(line[first:last]))


def _cropped(line: str, first: int, last: int) -> tuple[str, int, int]:
    """A part of the line with the caret in it, and where the caret is then."""
    start = max(0, first - WIDEST // 2)
    while cell_len(line[start:first]) > WIDEST // 2:
        start += 1
    end = min(len(line), start + WIDEST)
    while cell_len(line[start:end]) > WIDEST - 2:
        end -= 1
    before, after = "…" if start else "", "…" if end < len(line) else ""
    shift = start - len(before)
    return f"{before}{line[start:end]}{after}", first - shift, min(last, end) - shift


def _filled(templates: Mapping[str, str], fault: Fault, language: str) -> str:
    words = dict(fault.params)
    if "language" in words:
        names = _LANGUAGES.get(language, _LANGUAGES[FALLBACK])
        words["language"] = names.get(words["language"], words["language"])
    return templates.get(language, templates[FALLBACK]).format_map(words)


def _tinted(text: str, tint: str, colour: bool) -> str:
    if not colour:
        return text
    return f"[{tint}]{escape(text)}[/]" if tint else escape(text)


def _text(report: Report, language: str, colour: bool) -> str:
    parts = [render_fault(fault, language, colour) for fault in report.faults]
    return "\n\n".join([*parts, summary(report, language)]) + "\n"


def summary(report: Report, language: str) -> str:
    """How many files were checked and what came of it, in one sentence."""
    files, errors, warnings = len(report.files), len(report.errors), len(report.warnings)
    if language == "ko":
        return f"파일 {files}개를 검사했습니다. 오류 {errors}건, 주의 {warnings}건입니다."
    return (
        f"{files} file{'' if files == 1 else 's'} checked: "
        f"{errors} error{'' if errors == 1 else 's'}, "
        f"{warnings} warning{'' if warnings == 1 else 's'}"
    )


def _json(report: Report, language: str) -> str:
    faults = [
        {
            "file": fault.file,
            "line": fault.span.line,
            "column": fault.span.column,
            "end_line": fault.span.end_line,
            "end_column": fault.span.end_column,
            "severity": fault.severity,
            "code": fault.code,
            "message": message(fault, language),
            "remedy": remedy(fault, language),
            "suggestion": fault.suggestion,
        }
        for fault in report.faults
    ]
    counts = {"errors": len(report.errors), "warnings": len(report.warnings)}
    data = {"files": len(report.files), **counts, "faults": faults}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sarif(report: Report, language: str) -> str:
    codes = sorted({fault.code for fault in report.faults})
    rules = [_rule(code, language) for code in codes]
    results = [_result(fault, codes.index(fault.code), language) for fault in report.faults]
    driver = {"name": "scamdrill", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    data = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, language: str) -> dict[str, Any]:
    text = explain(code, language) or code
    return {"id": code, "shortDescription": {"text": text.split("\n")[0]}, "help": {"text": text}}


def _result(fault: Fault, rule: int, language: str) -> dict[str, Any]:
    span = fault.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location = {"artifactLocation": {"uri": fault.file}, "region": region}
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": fault.severity,
        "message": {"text": f"{message(fault, language)}: {remedy(fault, language)}"},
        "locations": [{"physicalLocation": location}],
    }


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def explain(code: str, language: str) -> str | None:
    """What a code means, with its remedy and an example; None if there is no such code."""
    entry = CATALOGUE.get(code.strip().upper())
    if entry is None:
        return None
    text, help_ = (
        templates.get(language, templates[FALLBACK]).format_map(_Dots())
        for templates in (entry.message, entry.remedy)
    )
    example = "\n".join(f"    {line}" for line in entry.example.splitlines())
    word = "예" if language == "ko" else "For example"
    return f"{entry.code}: {text}\n{help_}\n\n{word}:\n\n{example}\n"
