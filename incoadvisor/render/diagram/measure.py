"""How wide a text will be, so that labels can be broken before they are drawn.

Nobody knows which sans serif the reader has. The widths are those of DejaVu Sans, among the
widest in use: what fits with it fits with Arial, Segoe UI, Roboto or Source Sans.
"""

import re
import unicodedata
from functools import lru_cache

BOLD = 1.13  # bold letters against regular ones
_ELLIPSIS = "…"
_WIDTHS = {  # hundredths of the font size
    28: "'ijl", 32: "IJ ,.·‘’/:;\\|", 36: "f-", 40: "()[]t", 42: "!r²³¹", 46: '"*_`§°',
    52: "–“”", 54: "?sz", 56: "Lc", 60: "Fkvxy•", 62: "PTYaeo«»", 64: "$0123456789ESbdghnpqu{}€ß",
    70: "ABCKRVXZ", 76: "HNU", 80: "&DGOQ", 84: "#+<=>^~wMø", 100: "%@mWæœ®—…™Ø",
}
_WIDTH = {char: width for width, chars in reversed(_WIDTHS.items()) for char in chars}


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in the unit of `size`, rather too much than too little."""
    total = sum(map(_char, text))
    return total * size / 100 * (BOLD if bold else 1)


@lru_cache(4096)
def _char(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 100
    base = unicodedata.normalize("NFKD", char)[0]
    return _WIDTH.get(base, _WIDTH.get(char, 72))


def shorten(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would pass `room`."""
    if width(text, size, bold) <= room:
        return text
    while text and width(text + _ELLIPSIS, size, bold) > room:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + _ELLIPSIS


def _bound(text: str) -> str:
    """The text with no-break spaces where French puts a space before or after a sign."""
    return re.sub(r"(?<=[«]) | (?=[:;!?»%])", "\u00a0", text)


def wrap(text: str, size: float, room: float, lines: int = 99, bold: bool = False) -> list[str]:
    """The text broken at spaces into at most `lines` lines no wider than `room`."""
    found: list[str] = []
    words = [part for word in _bound(text).split(" ") for part in _parts(word, size, room, bold)]
    line, glue = "", ""
    for i, (word, after) in enumerate(words):
        longer = line + glue + word
        if not line or width(longer, size, bold) <= room:
            line, glue = longer, after
            continue
        if len(found) == lines - 1:
            line = longer + "".join(g + w for w, g in zip(
                (w for w, _ in words[i + 1:]), (g for _, g in words[i:]), strict=False))
            break
        found.append(line)
        line, glue = word, after
    return [shorten(each, size, room, bold) for each in [*found, line] if each]


def _parts(word: str, size: float, room: float, bold: bool) -> list[tuple[str, str]]:
    """A word with what follows it on the line; one too long for a line, in several pieces."""
    if width(word, size, bold) <= room:
        return [(word, " ")]
    pieces: list[str] = []
    for piece in re.findall(r"[^-]+-?|-", word):
        rest = piece
        while width(rest, size, bold) > room and len(rest) > 1:
            n = len(rest) - 1
            while n > 1 and width(rest[:n], size, bold) > room:
                n -= 1
            pieces.append(rest[:n])
            rest = rest[n:]
        pieces.append(rest)
    return [(piece, "") for piece in pieces[:-1]] + [(pieces[-1], " ")]
