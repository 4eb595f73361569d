"""Reading a picture back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from incoadvisor.render.diagram.measure import width

SVG = "{http://www.w3.org/2000/svg}"
ROUTE = {
    "origin_country": "FR", "destination_country": "BR", "main_mode": "sea",
    "origin_place": "12 rue du Port, 76600 Le Havre, France",
    "port_of_shipment": "Le Havre", "port_of_destination": "Santos",
    "destination_place": "Praça da República 12, 11013-010 Santos, Brazil",
}


@dataclass(frozen=True)
class Drawn:
    """A square as the picture holds it."""

    party: str
    default: str | None
    words: str
    differs: bool


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def squares(svg: str) -> dict[tuple[str, str], Drawn]:
    """Squares by lane and milestone; of a picture of one term."""
    found = list(_squares(parsed(svg)))
    named = dict(found)
    assert len(named) == len(found), "a square is drawn twice"
    return named


def squares_by_term(svg: str) -> dict[str, dict[tuple[str, str], Drawn]]:
    return {group.attrib["data-term"]: dict(_squares(group))
            for group in parsed(svg).iter(f"{SVG}g") if "data-term" in group.attrib}


def _squares(root: ET.Element) -> Iterator[tuple[tuple[str, str], Drawn]]:
    for group in root.iter(f"{SVG}g"):
        if "data-milestone" in group.attrib:
            title = group.find(f"{SVG}title")
            assert title is not None and title.text
            yield (group.attrib["data-lane"], group.attrib["data-milestone"]), Drawn(
                group.attrib["data-party"], group.get("data-default"), title.text,
                group.get("data-differs") == "true")


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parsed(svg).iter(f"{SVG}text")]


def overflowing(svg: str) -> list[str]:
    """Texts that would leave the picture in a wide font."""
    root = parsed(svg)
    _, _, wide, high = (float(n) for n in root.attrib["viewBox"].split())
    found = []
    for node in root.iter(f"{SVG}text"):
        if node.get("transform"):
            continue
        words, x, y = node.text or "", float(node.attrib["x"]), float(node.attrib["y"])
        room = width(words, float(node.attrib["font-size"]), node.get("font-weight") == "700")
        left = {"middle": x - room / 2, "end": x - room}.get(node.get("text-anchor", ""), x)
        if left < 0 or left + room > wide or not 0 < y < high:
            found.append(words)
    return found


def ids(svg: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', svg)
