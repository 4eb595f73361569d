"""`python -m incoadvisor`."""

from incoadvisor.cli.main import entry

entry()
