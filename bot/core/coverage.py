"""The documented cases that the library must hold, and which file plays or explains each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

ROWS: Final[Mapping[str, str]] = {
    "R01": "A caller who poses as a Workers' Party official and wants cash",
    "R02": "A caller who poses as State Security",
    "R03": "A caller who poses as the Ministry of People's Security (police)",
    "R04": "The collector who comes for the cash",
    "R05": "The second call after a first payment",
    "R06": "A caller who poses as the South Korean police",
    "R07": "A caller who poses as the prosecution",
    "R08": "A caller who poses as the tax office",
    "R09": "A caller who poses as the Financial Supervisory Service",
    "R10": "Move the money now, to save it from a cyberattack",
    "R11": "Koreans in Japan threatened through family in the North",
    "R12": "Residents of Japan asked to buy technology or to sway officials",
    "R13": "Alleged fundraising and trade through the residents' association in Japan",
    "R14": "A gambling site that carries malicious code",
    "R15": "Cheap gambling software for small operators",
    "R16": "Lending an account for a commission",
    "R17": "The cheap freelancer with a borrowed identity",
    "R18": "Theft of cryptocurrency",
    "R19": "Attacks on banks, firms and agencies",
    "R20": "Theft through game payments",
    "R21": "Counterfeit notes passed to traders",
    "R22": "Counterfeit cigarettes",
    "R23": "Counterfeit medicine and goods",
    "R24": "Drugs offered as medicine, and parcels to carry",
    "R25": "Rhino horn and ivory",
    "R26": "Alleged fraud on insurance markets",
    "R27": "Quotas and levies for Party funds",
    "R28": "False shipping papers and transfers at sea",
    "R29": "Overseas contract labour and trafficking",
    "R30": "Abduction, and the taking of identities",
    "R31": "Arms, terrorism, production of drugs",
}
"""Every row of the mission table by its permanent id, in one phrase."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the library. `genuine` is the file of its twin, where it has one."""

    file: str
    covers: tuple[str, ...]
    genuine: str | None = None
    card: bool = False


def by_row(pieces: Iterable[Piece]) -> Mapping[str, tuple[Piece, ...]]:
    """The pieces of every row, in their order; a row that nothing covers has none."""
    known = tuple(pieces)
    return {row: tuple(one for one in known if row in one.covers) for row in ROWS}


def markdown(pieces: Iterable[Piece]) -> str:
    """The page docs/coverage.md: row by row, then what is documented outside of the sources."""
    known = tuple(pieces)
    lines = [*_HEAD, "| case | what | played or explained by | genuine twin |", "|---|---|---|---|"]
    for row, found in by_row(known).items():
        files = "<br>".join(_link(one) for one in found) or "**nothing yet**"
        twins = "<br>".join(dict.fromkeys(f"`{one.genuine}`" for one in found if one.genuine))
        lines.append(f"| {row} | {ROWS[row]} | {files} | {twins} |")
    others = [one for one in known if not one.covers]
    if others:
        lines += [*_OTHERS, "| played or explained by | genuine twin |", "|---|---|"]
        twin = (f"| {_link(one)} | {f'`{one.genuine}`' if one.genuine else ''} |" for one in others)
        lines += twin
    return "\n".join(lines) + "\n"


_HEAD: Final = (
    "# What the library covers",
    "",
    "Every documented case and the file that plays it, or the card that explains it where a person"
    " cannot meet it as a call. Made by `scamdrill coverage --write` from the `covers:` lines;"
    " a test keeps it true.",
    "",
)

_OTHERS: Final = ("", "Documented outside of these cases, and in the library too:", "")


def _link(piece: Piece) -> str:
    return f"`{piece.file}`{' (card)' if piece.card else ''}"
