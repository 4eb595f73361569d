"""Enough contrast in both themes: 4.5 for text, 3 for what carries meaning without text."""

import pytest

from incoadvisor.render.diagram.palette import THEMES, Theme, palette


def luminance(colour: str) -> float:
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_texts(theme: Theme):
    c = palette(theme)
    for ground in (c.paper, c.panel):
        for ink in (c.ink, c.soft, c.cover.ink):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for side in (c.seller, c.buyer, c.open, c.none, c.cover):
        assert contrast(side.ink, side.fill) >= 4.5, side


@pytest.mark.parametrize("theme", THEMES)
def test_graphics(theme: Theme):
    c = palette(theme)
    for ground in (c.paper, c.panel):
        for colour in (c.ink, c.line, c.mark, c.seller.edge, c.buyer.edge, c.open.edge,
                       c.cover.edge, c.seller.fill):
            assert contrast(colour, ground) >= 3, (colour, ground)
    assert contrast(c.rail, c.paper) >= 3
    assert contrast(c.none.edge, c.paper) >= 3
    assert contrast(c.seller.fill, c.buyer.fill) >= 2, "told apart in grey too"


def test_seller_and_buyer_are_okabe_and_ito():
    for theme in THEMES:
        assert (palette(theme).seller.fill, palette(theme).buyer.fill) == ("#0072B2", "#E69F00")
