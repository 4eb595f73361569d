"""A summary as one HTML page: no script, nothing fetched, to be read, printed and sent."""

from html import escape

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.audit import AuditSummary
from incoadvisor.model.text import Lang
from incoadvisor.render.audit.content import Content, SummaryPart
from incoadvisor.render.bars import DARK, FONT, LIGHT, STACKED, VARIABLES, WIDE, bars


def page(summary: AuditSummary, texts: Texts, lang: Lang) -> str:
    """The page; whatever comes from files is escaped."""
    content = Content(summary, texts, lang)
    title = escape(content.say("page_title"))
    return "\n".join([
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{title}</h1>", f'<p class="files">{escape(", ".join(summary.files))}</p>',
        f'<p class="headline">{escape(content.headline())}</p>', _figures(content),
        *(_part(part, content) for part in content.parts()), _about(content),
        f'</main>\n<footer><p>{escape(texts.say("disclaimer", lang))}</p></footer>',
        "</body>\n</html>\n"])


def _figures(content: Content) -> str:
    cards = [f'<div class="{f.name}" style="--tone:var(--{f.tone})"><dt>{escape(f.label)}</dt>'
             f"<dd><strong>{escape(f.value)}</strong> <span>{escape(f.note)}</span></dd></div>"
             for f in content.figures()]
    return f'<dl class="figures">{"".join(cards)}</dl>'


def _part(part: SummaryPart, content: Content) -> str:
    hint = f"<p>{escape(part.hint)}</p>" if part.hint else ""
    drawn = ""
    if part.chart:
        drawn = "".join(f'<figure class="{name}">{bars(part.chart, VARIABLES, layout)}</figure>'
                        for name, layout in (("wide", WIDE), ("stacked", STACKED)))
    return (f'<section><h2 id="{part.name}">{escape(part.title)}'
            f"</h2>{hint}{drawn}{_table(part, content)}</section>")


def _table(part: SummaryPart, content: Content) -> str:
    kinds = ["n" if not isinstance(cell, str) else "" for cell in part.table.rows[0]]
    heads = "".join(f'<th scope="col"{_kind(kind)}>{escape(heading)}</th>'
                    for heading, kind in zip(part.table.headings, kinds, strict=True))
    rows = []
    for first, *cells in part.table.rows:
        shown = "".join(f"<td{_kind(kind)}>{escape(content.shown(cell))}</td>"
                        for cell, kind in zip(cells, kinds[1:], strict=True))
        rows.append(f'<tr><th scope="row">{escape(content.shown(first))}</th>{shown}</tr>')
    return (f'<div class="table" role="region" tabindex="0" aria-labelledby="{part.name}"><table>'
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>")


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _about(content: Content) -> str:
    told = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
                   for name, value in content.about())
    return (f'<section><h2 id="about">{escape(content.say("h_about"))}'
            f'</h2><dl class="about">{told}</dl></section>')


def _variables(tones: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in tones.items())


_STYLE = f"""
:root {{{_variables(LIGHT)} --soft:#4b5964; --line:#d5dce3; --link:#0b5c8c;}}
@media (prefers-color-scheme: dark) {{
  :root {{{_variables(DARK)} --soft:#b4c0cb; --line:#33414d; --link:#7cc0e8;}} }}
* {{box-sizing: border-box;}}
body {{margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 {FONT};}}
main, footer {{max-width: 60rem; margin: 0 auto; padding: 0 1rem;}}
h1 {{font-size: 1.7rem; line-height: 1.2; margin: 2rem 0 .3rem;}}
h2 {{font-size: 1.25rem; margin: 2.6rem 0 .4rem;}}
section > p, .files {{color: var(--soft); margin: 0 0 .8rem;}}
.files {{overflow-wrap: anywhere;}}
.headline {{font-size: 1.1rem; margin: .8rem 0 1.2rem;}}
.figures {{display: grid; grid-template-columns: repeat(auto-fit, minmax(7.4rem, 1fr)); gap: .7rem;
  margin: 0;}}
.figures > div {{border: 1px solid var(--line); border-top: .3rem solid var(--tone);
  border-radius: .4rem; padding: .6rem .8rem;}}
.figures dt {{font-size: .88rem; line-height: 1.3; color: var(--soft);}}
.figures dd {{margin: .2rem 0 0;}}
.figures strong {{font-size: 1.45rem; font-weight: 650; margin-right: .2rem;}}
.figures .money {{grid-column: span 2;}}
.figures span {{font-size: .88rem; color: var(--soft);}}
figure {{margin: .6rem 0 1rem;}}
figure svg {{display: block; width: 100%; height: auto;}}
.stacked {{display: none; max-width: 26rem;}}
.table {{overflow-x: auto;}}
.table:focus-visible {{outline: 2px solid var(--link); outline-offset: 2px;}}
table {{border-collapse: collapse; width: 100%; font-size: .92rem;
  font-variant-numeric: tabular-nums;}}
th, td {{text-align: left; vertical-align: top; padding: .38rem .6rem; font-weight: 400;
  border-bottom: 1px solid var(--line); overflow-wrap: break-word;}}
thead th {{font-weight: 600; border-bottom-width: 2px; white-space: nowrap;}}
tbody th {{min-width: 9rem;}}
.n {{text-align: right;}}
.about div {{display: grid; grid-template-columns: minmax(7rem, 15rem) 1fr; gap: .2rem 1rem;
  padding: .35rem 0; border-bottom: 1px solid var(--line);}}
.about dt {{color: var(--soft);}}
.about dd {{margin: 0; overflow-wrap: anywhere;}}
footer {{color: var(--soft); margin-top: 2.5rem; padding-bottom: 2rem; font-size: .88rem;}}
@media (max-width: 40rem) {{
  .wide {{display: none;}} .stacked {{display: block;}}
  table {{font-size: .85rem;}} th, td {{padding: .35rem .4rem;}} tbody th {{min-width: 7rem;}}
  .about div {{grid-template-columns: 1fr;}}
}}
@media print {{
  :root {{{_variables(LIGHT)} --soft:#4b5964; --line:#d5dce3;}}
  body {{font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact;}}
  .wide {{display: block;}} .stacked {{display: none;}}
  figure, tr, .figures > div {{break-inside: avoid;}} h2 {{break-after: avoid;}}
  .table {{overflow: visible;}}
}}
"""
