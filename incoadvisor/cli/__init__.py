"""The command line. `main` is the entry point; everything else is loaded when needed."""

from incoadvisor.cli.main import main

__all__ = ["main"]
