"""Whose days and hours people read."""

from datetime import timedelta, timezone
from typing import Final

ZONE: Final = timezone(timedelta(hours=9))
"""Korea and Japan, where the trainees and their trainings are."""
