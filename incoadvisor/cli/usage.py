"""click's usage errors in our own words, so that they can be read in either language."""

import click

from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest


def as_input_error(error: click.UsageError) -> InputError:
    """The same fault as an InputError."""
    path = error.ctx.command_path if error.ctx else "incoadvisor"
    command = path.removeprefix("incoadvisor").strip()
    match error:
        case click.NoSuchOption():
            near = error.possibilities[0] if error.possibilities else None
            return InputError("usage_no_such_option", option=error.option_name, command=command,
                              suggestion=near)
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else "?"
            return InputError("usage_missing", what=name, command=command)
        case click.BadParameter() if isinstance(getattr(error.param, "type", None), click.Choice):
            assert error.param is not None and isinstance(error.param.type, click.Choice)
            choices = [str(c) for c in error.param.type.choices]
            value = error.message.split("'")[1] if "'" in error.message else "?"
            return InputError("usage_bad_option", option=error.param.opts[0], value=value,
                              accepted=", ".join(choices))
    context = error.ctx
    if context is not None and isinstance(context.command, click.Group) and error.message:
        word = error.message.split("'")[1] if "'" in error.message else ""
        if word:
            commands = list(context.command.commands)
            return InputError("usage_no_such_command", command=word,
                              suggestion=nearest(word, commands))
    return InputError("usage_other", problem=error.format_message())
