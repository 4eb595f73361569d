"""Graphviz without a system `dot`: the packaged renderer, found beside this Python."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree as ET

from incoadvisor.knowledge.errors import InputError
from incoadvisor.render.diagram.canvas import plain

_SVG = "http://www.w3.org/2000/svg"
_FONT = "Arial, 'Liberation Sans', Helvetica, 'Source Sans 3', 'Source Sans Pro', sans-serif"
_NAME = "graphviz-pure"
_SECONDS = 60


def renderer() -> str:
    """The packaged renderer, else a system `dot`. Raises InputError when there is neither."""
    beside = [sysconfig.get_path("scripts"), str(Path(sys.executable).parent)]
    found = shutil.which(_NAME, path=os.pathsep.join([*beside, os.environ.get("PATH", "")]))
    found = found or shutil.which("dot")
    if found is None:
        raise InputError("diagram_needs_files_extra", package=_NAME)
    return found


def dot_to_svg(dot: str) -> str:
    """The SVG of a graph. Raises InputError when no renderer is installed."""
    done = subprocess.run([renderer(), "-Tsvg"], input=dot.encode(), capture_output=True,
                          check=True, timeout=_SECONDS)
    return done.stdout.decode()


def accessible(svg: str, title: str, about: str) -> str:
    """The SVG of a graph named and described, its ids unique, in the project's font."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg.encode())
    digest = hashlib.sha256((svg + title).encode()).hexdigest()[:8]
    for n, node in enumerate(root.iter()):
        if "id" in node.attrib:
            node.set("id", f"g{digest}-{n}")
        if node.get("font-family"):
            node.set("font-family", _FONT)
    for tag, text in (("desc", about), ("title", title)):
        named = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"g{digest}-{tag}"})
        named.text = plain(text)
        root.insert(0, named)
    root.set("role", "img")
    root.set("aria-labelledby", f"g{digest}-title g{digest}-desc")
    for side in ("width", "height"):
        root.set(side, root.get(side, "").removesuffix("pt"))
    return ET.tostring(root, encoding="unicode")
