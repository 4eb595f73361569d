"""audit."""

import sys
from pathlib import Path

import click

from incoadvisor import api
from incoadvisor.cli.advice_commands import print_json
from incoadvisor.cli.inputs import date
from incoadvisor.cli.parts import Speaker
from incoadvisor.cli.progress import Bar
from incoadvisor.cli.report_command import write_whole
from incoadvisor.knowledge.errors import InputError
from incoadvisor.model.audit import SEVERITIES, AuditSummary, ColumnMap
from incoadvisor.model.vocabulary import Facts
from incoadvisor.render.terminal import advice as advice_page
from incoadvisor.render.terminal import audit as audit_page
from incoadvisor.render.terminal.page import Page

FOUND_FAULTS = 1
SUMMARIES = (".html", ".xlsx", ".json")


def commands(speaker: Speaker) -> list[click.Command]:
    """The command over a whole order book."""
    return [_audit(speaker)]


def _audit(speaker: Speaker) -> click.Command:
    def run(orders: str, out: str | None, map_: str | None, settings: tuple[str, ...],
            explain: str | None, summary: tuple[str, ...], save_map: str | None, yes: bool,
            fail_on: str | None, engine: str, on: str | None, encoding: str | None,
            memory: str | None, threads: int | None, force: bool, form: str) -> int | None:
        for name in summary:
            if Path(name).suffix.lower() not in SUMMARIES:
                raise InputError("usage_bad_option", option="--summary", value=name,
                                 accepted=", ".join(SUMMARIES))
        page = Page(speaker.texts, speaker.lang)
        facts = {fact: value for fact, value in map(api.setting, settings) if value is not None}
        columns = api.column_map(map_) if map_ is not None else None
        if explain is not None:
            _explain(page, orders, explain, columns, facts, on, encoding, form)
            return None
        day = date(on)
        if engine == "spark":
            found = api.audit(orders, out, columns=columns, facts=facts, lang=speaker.lang,
                              on=day, engine=engine, force=force, accept_guess=yes)
        else:
            target = api.audit_output(out, force)
            with api.open_audit(orders, speaker.lang, day, encoding, memory, threads) as opened:
                if columns is None:
                    columns = _agreed(page, opened.book.columns, yes)
                if save_map is not None:
                    write_whole(Path(save_map), api.column_map_yaml(columns).encode())
                with Bar(page, form == "text") as bar:
                    found = opened.run(target, columns, facts, progress=bar)
        for name in summary:
            write_whole(Path(name), _summary(found, name, speaker))
        if form == "json":
            print_json(found)
        else:
            audit_page.show(page, found, summary)
        return _exit_code(found, fail_on)

    return speaker.command(
        "audit", "audit",
        ["incoadvisor audit orders.csv -o audited.parquet --summary audit.html",
         "incoadvisor audit export.xlsx --map odoo -o audited.xlsx --set origin_country=FR",
         "incoadvisor audit orders.csv --explain 17",
         "incoadvisor audit exports/ -o audited.csv --fail-on high"],
        click.Argument(["orders"], metavar="ORDERS"),
        click.Option(["-o", "--output", "out"], metavar="FILE",
                     help=speaker.say("cli_audit_out_option")),
        click.Option(["--map", "map_"], metavar="NAME|FILE",
                     help=speaker.say("cli_audit_map_option", ready=", ".join(api.ready_maps()))),
        speaker.set_option(),
        click.Option(["--yes"], is_flag=True, help=speaker.say("cli_audit_yes_option")),
        click.Option(["--save-map"], metavar="FILE", help=speaker.say("cli_audit_save_option")),
        click.Option(["--explain"], metavar="ROW", help=speaker.say("cli_audit_explain_option")),
        click.Option(["--summary"], multiple=True, metavar="FILE",
                     help=speaker.say("cli_audit_summary_option")),
        click.Option(["--fail-on"], type=click.Choice(SEVERITIES[:-1]),
                     help=speaker.say("cli_audit_fail_option")),
        click.Option(["--engine"], type=click.Choice(api.ENGINES), default="duckdb",
                     help=speaker.say("cli_audit_engine_option")),
        speaker.on_option(),
        click.Option(["--encoding"], metavar="NAME",
                     help=speaker.say("cli_audit_encoding_option")),
        click.Option(["--memory"], metavar="SIZE", help=speaker.say("cli_audit_memory_option")),
        click.Option(["--threads"], type=click.IntRange(1), metavar="N",
                     help=speaker.say("cli_audit_threads_option")),
        click.Option(["--force"], is_flag=True, help=speaker.say("cli_audit_force_option")),
        speaker.format_option(), run=run)


def _agreed(page: Page, columns: tuple[str, ...], yes: bool) -> ColumnMap:
    """The map by the names of the columns; what was guessed is shown and has to be agreed to."""
    found = api.guess_columns(columns)
    if not found.guessed:
        return found.map
    if yes or not sys.stdin.isatty():
        if not yes:
            raise InputError("audit_guess", guess=found.told)
        click.echo(page.say("audit_guess_taken", guess=found.told), err=True)
        return found.map
    audit_page.show_guess(page, found.map, found.guessed)
    if not click.confirm(page.say("audit_guess_ask"), err=True):
        raise InputError("audit_guess_refused")
    return found.map


def _explain(page: Page, orders: str, which: str, columns: ColumnMap | None, facts: Facts,
             on: str | None, encoding: str | None, form: str) -> None:
    """The whole argument about one line, by the engine for one case."""
    file, _, number = which.rpartition(":")
    if not number.isdecimal() or int(number) < 1:
        raise InputError("usage_bad_option", option="--explain", value=which,
                         accepted=page.say("audit_explain_accepted"))
    line = api.order_line(orders, int(number), file=file or None, columns=columns, facts=facts,
                          lang=page.lang, encoding=encoding)
    if line.faults:
        raise InputError("audit_line_faults", row=line.row, problem=" ".join(line.faults))
    advice = api.advise(line.facts, page.lang, date(on))
    if form == "json":
        print_json(advice)
    else:
        audit_page.show_line(page, line, api.knowledge())
        advice_page.show(page, advice, api.knowledge(), True)


def _summary(found: AuditSummary, name: str, speaker: Speaker) -> bytes:
    match Path(name).suffix.lower():
        case ".html":
            return api.summary_page(found, speaker.lang).encode()
        case ".xlsx":
            return api.summary_workbook(found, speaker.lang)
        case _:
            return found.model_dump_json(indent=2).encode()


def _exit_code(found: AuditSummary, fail_on: str | None) -> int | None:
    if fail_on is None:
        return None
    grave = SEVERITIES[:SEVERITIES.index(fail_on) + 1]
    return FOUND_FAULTS if any(c.id in grave and c.lines for c in found.severities) else None
