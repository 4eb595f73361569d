"""Shared by all tests: knowledge loaded once, and no trace left in the user's cache folder."""

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from incoadvisor.engine.compiled import RuleBase
from incoadvisor.knowledge.base import Knowledge, load

settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

# The knowledge is cached by digest for the length of one test run; workers inherit the folder.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="incoadvisor-tests-")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, since the one in the browser mostly waits."""
    return (os.cpu_count() or 1) + 1


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the cache folder of this run."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge of this checkout."""
    return load()


@pytest.fixture(scope="session")
def base(knowledge: Knowledge) -> RuleBase:
    """The compiled rules of this checkout."""
    return RuleBase(knowledge)
