"""`scamdrill report`: the report of a group, or of one person; without a group, which there are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from bot.bootstrap import library_of, office_of, opened_records, opened_store, reports_of
from bot.config import Config, Secrets
from bot.errors import WrongUse
from bot.facilitation.office import Office, own_member
from bot.facilitation.reporting import group_report, trainee_report
from bot.ports import Cohort, Duty
from bot.ports.reports import File, Format, Reports

MARK = "SYNTHETIC-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write. `out` is a file or a folder; `trainee` is a member's number."""

    cohort: str
    trainee: int | None
    form: Format
    out: Path
    language: str


async def write_report(config: Config, known: Secrets, wanted: Wanted) -> None:
    """Write the report and print where. A person can see that theirs was taken out."""
    reports = reports_of(library_of(config))
    async with _office(config, known) as office:
        cohort = await office.records.cohort(wanted.cohort)
        if cohort is None:
            raise WrongUse(
                f"There is no group {wanted.cohort!r}. Run scamdrill report to see which there are."
            )
        made = await _made(office, reports, cohort, wanted)
    target = _target(wanted.out, made, synthetic=cohort.synthetic)
    try:
        target.write_bytes(made.data)
    except OSError as error:
        raise WrongUse(f"{target} cannot be written: {error.strerror}.") from error
    click.echo(f"written: {target}", err=True)


async def list_groups(config: Config, known: Secrets) -> None:
    """Print every group with its id and size."""
    async with _office(config, known) as office:
        for holder in await office.store.holders():
            if holder.duty is not Duty.FACILITATOR:
                continue
            for cohort in await office.records.cohorts(holder.trainee):
                members = await office.records.members(cohort.id)
                mark = ", simulated people" if cohort.synthetic else ""
                click.echo(f"{cohort.id}  {cohort.name} ({len(members)} people{mark})")


async def _made(office: Office, reports: Reports, cohort: Cohort, wanted: Wanted) -> File:
    if wanted.trainee is None:
        whole = await group_report(office, cohort)
        return reports.group(whole, wanted.form, wanted.language)
    member = await own_member(office, cohort, wanted.trainee)
    one = await trainee_report(office, cohort, member)
    return reports.trainee(one, wanted.form, wanted.language)


def _target(out: Path, made: File, *, synthetic: bool) -> Path:
    """Where to write; the name of simulated people's reports says so, whatever was asked for."""
    if out.is_dir():
        return out / made.name
    if synthetic and not out.name.startswith(MARK):
        return out.with_name(MARK + out.name)
    return out


@asynccontextmanager
async def _office(config: Config, known: Secrets) -> AsyncIterator[Office]:
    async with opened_store(config, known) as store, opened_records(config, known) as records:
        yield office_of(config, library_of(config), store, records, str)
