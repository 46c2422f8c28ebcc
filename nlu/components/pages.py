"""A measurement as text for a terminal and as one HTML page with plots, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

_GROUPS: Final = ("languages", "kinds", "registers", "lengths", "acts")
_COLUMNS: Final = ("replies", "f1", "precision", "recall", "exact")
_STYLE: Final = """
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1c1c1c;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .7rem;text-align:right;
border-bottom:1px solid #ddd}td:first-child,th:first-child,td.words{text-align:left}
svg{max-width:100%;height:auto}figure{margin:1rem 0}figcaption{color:#555}
.plots{display:flex;flex-wrap:wrap;gap:1rem}
"""


def text(found: Mapping[str, Any]) -> str:
    """The figures in aligned columns; the worst errors stand in JSON and HTML only."""
    lines = list(_head(found))
    for name in _GROUPS:
        if found[name]:
            lines += ["", f"{name:24}" + "".join(f"{column:>10}" for column in _COLUMNS)]
            lines += [_row(key, values) for key, values in found[name].items()]
    lines += ["", f"{'is':24}{'read as':24}{'count':>10}"]
    lines += [f"{o['is']:24}{o['read_as']:24}{o['count']:>10}" for o in found["confusions"]]
    return "\n".join(lines)


def page(found: Mapping[str, Any]) -> str:
    """A page of its own: style, tables and drawings inside."""
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        "<title>How replies are read</title>",
        f"<style>{_STYLE}</style><h1>How replies are read</h1>",
        f"<p>{'<br>'.join(map(escape, _head(found)))}</p>",
        _reliability(found["calibration"]),
        _bars(found["acts"]),
    ]
    for name in _GROUPS:
        rows = ([key, *(values[c] for c in _COLUMNS)] for key, values in found[name].items())
        parts.append(f"<h2>By {name}</h2>" + _table((name, *_COLUMNS), rows))
    confused = ([o["is"], o["read_as"], o["count"]] for o in found["confusions"])
    parts.append("<h2>Confusions</h2>" + _table(("is", "read as", "count"), confused))
    worst = (
        [o["text"], o["context"] or "", ", ".join(o["is"]), ", ".join(o["read_as"]), o["surprise"]]
        for o in found["worst"]
    )
    columns = ("reply", "the caller had said", "is", "read as", "surprise")
    parts.append("<h2>Worst errors</h2>" + _table(columns, worst))
    return "\n".join(parts)


def _head(found: Mapping[str, Any]) -> Iterable[str]:
    low, high = found["f1_range"]
    yield f"{found['model']}: {found['replies']} replies"
    yield f"micro-F1 {found['f1']:.3f} (95 of 100 draws: {low:.3f} to {high:.3f})"
    yield (
        f"macro-F1 {found['macro_f1']:.3f}, exact match {found['exact']:.3f}, "
        f"asked back or nothing {found['asked_or_nothing']:.3f}"
    )
    if found["calibration"]:
        errors = (f"{key} {value['error']:.3f}" for key, value in found["calibration"].items())
        yield "calibration error: " + ", ".join(errors).replace("_", " ")
    if found["latency_ms"]:
        taken = (f"{key} {value}" for key, value in found["latency_ms"].items())
        yield "milliseconds a reply: " + ", ".join(taken)
    if "gain" in found:
        gain, old = found["gain"], found["against"]
        yield (
            f"against {old['model']} ({old['f1']:.3f}): {gain['f1']:+.3f} "
            f"(95 of 100 draws: {gain['low']:+.3f} to {gain['high']:+.3f})"
        )


def _row(name: str, values: Mapping[str, Any]) -> str:
    return f"{name:24}" + "".join(
        f"{value:>10}" if isinstance(value := values[column], int) else f"{value:>10.3f}"
        for column in _COLUMNS
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><tr>{top}</tr>{body}</table>"


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f'<td class="words">{escape(value)}</td>'
    return f"<td>{value if isinstance(value, int) else f'{value:.3f}'}</td>"


def _reliability(calibration: Mapping[str, Any]) -> str:
    """One square plot each: confidence to the right, the share that is right upwards."""
    plots = []
    for name in ("likeliest", "open_labels"):
        if name not in calibration:
            continue
        bins, most = calibration[name]["bins"], max(b["count"] for b in calibration[name]["bins"])
        dots = "".join(
            f'<circle cx="{30 + 240 * b["confidence"]:.1f}" cy="{270 - 240 * b["right"]:.1f}" '
            f'r="{3 + 9 * (b["count"] / most) ** 0.5:.1f}" fill="#1f6feb" fill-opacity=".7">'
            f"<title>{b['count']}: {b['confidence']:.2f} sure, {b['right']:.2f} right</title>"
            "</circle>"
            for b in bins
        )
        label = name.replace("_", " ")
        plots.append(
            '<figure><svg viewBox="0 0 300 300" width="300" role="img">'
            f"<title>Reliability, {label}</title>"
            '<rect x="30" y="30" width="240" height="240" fill="none" stroke="#999"/>'
            '<line x1="30" y1="270" x2="270" y2="30" stroke="#999" stroke-dasharray="4"/>'
            f'{dots}<text x="150" y="292" text-anchor="middle" font-size="12">how sure</text>'
            '<text x="14" y="150" text-anchor="middle" font-size="12" '
            'transform="rotate(-90 14 150)">how often right</text></svg>'
            f"<figcaption>{label}: error {calibration[name]['error']:.3f}</figcaption></figure>"
        )
    return f'<h2>Reliability</h2><div class="plots">{"".join(plots)}</div>' if plots else ""


def _bars(acts: Mapping[str, Any]) -> str:
    """F1 of each act, the lowest first."""
    rows = sorted(acts.items(), key=lambda item: item[1]["f1"])
    bars = "".join(
        f'<text x="178" y="{15 + 18 * i}" text-anchor="end" font-size="12">{escape(name)}</text>'
        f'<rect x="185" y="{4 + 18 * i}" width="{400 * values["f1"]:.1f}" height="13" '
        f'fill="#1f6feb"/><text x="{190 + 400 * values["f1"]:.1f}" y="{15 + 18 * i}" '
        f'font-size="12">{values["f1"]:.2f}</text>'
        for i, (name, values) in enumerate(rows)
    )
    height = 18 * len(rows) + 8
    return (
        f'<h2>F1 by act</h2><svg viewBox="0 0 640 {height}" width="640" role="img">'
        f"<title>F1 by act</title>{bars}</svg>"
    )
