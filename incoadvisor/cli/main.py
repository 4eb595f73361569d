"""Run a command; a user's mistake becomes one clear message and exit code 2."""

import os
import sys
from collections.abc import Mapping, Sequence

import click

from incoadvisor.cli.language import chosen_language
from incoadvisor.knowledge.base import load
from incoadvisor.knowledge.errors import InputError, KnowledgeError
from incoadvisor.knowledge.messages import explain
from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.text import Lang

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None
         ) -> int:
    """Run `arguments` (default: the process's) and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = chosen_language(given, environment if environment is not None else os.environ)
    try:
        texts = load().texts
    except KnowledgeError as error:
        print("\n".join(error.faults), file=sys.stderr)
        return 1 if "verify" in given else BAD_INPUT
    try:
        return _run(given, lang, texts)
    except InputError as error:
        print(f"{texts.say('error_prefix', lang)} {explain(error, texts, lang)}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader closed early, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(given: list[str], lang: Lang, texts: Texts) -> int:
    from incoadvisor.cli.app import build
    from incoadvisor.cli.usage import as_input_error

    app = build(texts, lang)
    try:
        result = app.main(given, prog_name="incoadvisor", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        raise as_input_error(error) from None
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    return result if isinstance(result, int) else 0


def entry() -> None:
    """The console script."""
    sys.exit(main())
