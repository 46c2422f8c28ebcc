"""Reports as a page of their own: one file, no script, fit for a phone and for A4."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.adapters.reports.content import Report

TEMPLATES: Final = Path(__file__).parent / "templates"

_CSS: Final = re.compile(r'[\\"<>\n\r&]')


def html(report: Report) -> bytes:
    """The report as HTML."""
    banner = _CSS.sub(lambda found: f"\\{ord(found.group()):06x}", report.banner)
    return _template().render(report=report, banner_css=banner).encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")
