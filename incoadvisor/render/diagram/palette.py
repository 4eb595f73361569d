"""Colours of the two themes. Seller and buyer are Okabe–Ito blue and orange in both."""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Side:
    """How one side is drawn: area, edge and letter."""

    fill: str
    edge: str
    ink: str


@dataclass(frozen=True)
class Palette:
    """The colours of a theme. `ink` and `soft` are for text, `line` for thin graphics."""

    paper: str
    ink: str
    soft: str
    line: str
    panel: str
    rail: str
    seller: Side
    buyer: Side
    open: Side
    none: Side
    cover: Side
    mark: str


_LIGHT = Palette(
    paper="#ffffff", ink="#16202a", soft="#52606d", line="#7b8794", panel="#eef1f5",
    rail="#818c99",
    seller=Side("#0072B2", "#005684", "#ffffff"),
    buyer=Side("#E69F00", "#8A5A00", "#16202a"),
    open=Side("#ffffff", "#66727f", "#16202a"),
    none=Side("#f6f7f9", "#848f9b", "#52606d"),
    cover=Side("#e3f4ee", "#00795A", "#00543f"),
    mark="#B3125F",
)
_DARK = Palette(
    paper="#12181f", ink="#eef2f6", soft="#a9b6c3", line="#8593a1", panel="#1a222b",
    rail="#6f7d8b",
    seller=Side("#0072B2", "#56B4E9", "#ffffff"),
    buyer=Side("#E69F00", "#FFC44D", "#12181f"),
    open=Side("#12181f", "#93a1af", "#eef2f6"),
    none=Side("#171e26", "#66727f", "#a9b6c3"),
    cover=Side("#0d3328", "#2FBF97", "#a8ecd6"),
    mark="#FF7EB6",
)


def palette(theme: Theme) -> Palette:
    """The colours of `theme`."""
    return _DARK if theme == "dark" else _LIGHT
