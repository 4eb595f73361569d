"""Pictograms of the milestones, drawn with lines on a square of 24."""

SIZE = 24
_LORRY = "M2 6H14V17H2ZM14 10H18.5L22 13.5V17H14ZM6.5 17m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0" \
         "M17.5 17m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"
PATHS = {
    "box": "M4 8L12 4L20 8V17L12 21L4 17ZM4 8L12 12L20 8M12 12V21",
    "load": "M4 20.5H20M12 16.5V4.5M7 9.5L12 4.5L17 9.5",
    "unload": "M4 20.5H20M12 3.5V15.5M7 10.5L12 15.5L17 10.5",
    "lorry": _LORRY,
    "gate": "M3 8H7V21H3ZM7 10H22V14H7M12 10L10.5 14M17 10L15.5 14",
    "terminal": "M3 21V9.5L12 4L21 9.5V21M7 21V13H17V21M7 17H17",
    "ship": "M2.5 15H21.5L19 20.5H6ZM5.5 15V11H18.5V15M9 11V6.5H14V11M14 15V11",
    "plane": "M12 2.5C13 2.5 13.5 3.8 13.5 5.5V9.5L21.5 14.5V16.5L13.5 14V18L16 20V21.5L12 20.3"
             "L8 21.5V20L10.5 18V14L2.5 16.5V14.5L10.5 9.5V5.5C10.5 3.8 11 2.5 12 2.5Z",
    "train": "M6 3.5H18V16.5H6ZM6 10H18M8.8 13.3H9.2M14.8 13.3H15.2M9 16.5L6.5 21M15 16.5L17.5 21",
    "onward": "M3 12H20.5M14.5 6L20.5 12L14.5 18",
    "shield": "M12 3L20 6V12C20 16.5 16.5 19.7 12 21C7.5 19.7 4 16.5 4 12V6ZM8 12L11 15L16 9.5",
    "receipt": "M6 3H18V21L15 19L12 21L9 19L6 21ZM9 8H15M9 12H15",
}
_MODES = {"sea": "ship", "inland_waterway": "ship", "air": "plane", "rail": "train",
          "road": "lorry", "courier": "lorry"}
_MILESTONES = {
    "packing": "box", "loading_at_origin": "load", "pre_carriage": "lorry",
    "origin_terminal": "terminal", "loading_on_main_carriage": "load", "insurance": "shield",
    "unloading_from_main_carriage": "unload", "destination_terminal": "terminal",
    "duties_and_taxes": "receipt", "on_carriage": "lorry", "unloading_at_destination": "unload",
}


def icon_of(milestone: str, customs: bool, mode: str) -> str:
    """The name of the pictogram; the main carriage shows the mode."""
    return _MILESTONES.get(milestone) or ("gate" if customs else _MODES.get(mode, "onward"))
