"""Starts Streamlit, and reads the knowledge meanwhile, so that the first visitor need not wait."""

import threading

from streamlit.web.cli import main


def prepare() -> None:
    """What the first answer would wait for: the knowledge and the engine."""
    from incoadvisor import api

    api.advise({})


if __name__ == "__main__":
    threading.Thread(target=prepare, daemon=True).start()
    main(prog_name="streamlit")
