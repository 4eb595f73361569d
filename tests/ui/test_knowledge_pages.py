"""The pages of knowledge, run without a browser, in both languages."""

from collections.abc import Iterator
from unittest import mock

import pytest
import yaml

from incoadvisor import api
from tests.ui.opening import PAGE, ROOT, each_lang, example, links, opened, say, shown

pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend

CONTAINERS = "containers-are-handed-over-ashore"


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


@each_lang
@pytest.mark.parametrize("view", ["rules", "compare", "rulebase", "countries", "glossary"])
def test_every_page_opens_and_says_what_must_be_said(view: str, lang: str) -> None:
    page = opened(lang, view)
    assert say("disclaimer", lang) in shown(page)
    assert page.query_params["lang"] == lang
    assert not any(p.allow_html for p in page.markdown)


# The eleven terms


@each_lang
def test_settling_the_handover_gives_open_cells_a_side(lang: str) -> None:
    page = opened(lang, "rules", rule="FCA")
    place = say("party_by_place", lang)
    row = next(m.label.get(lang) for m in api.knowledge().content.journey.milestones
               if m.id == "pre_carriage")
    table = next(m.value for m in page.markdown if m.value.startswith("|"))
    assert place in _row(table, row)
    page.selectbox(f"handover/{lang}").select("terminal").run()
    table = next(m.value for m in page.markdown if m.value.startswith("|"))
    assert place not in _row(table, row)
    assert _row(table, row).count(f"[{say('party_seller', lang)}]") == 3
    assert page.query_params["handover"] == "terminal"


def test_only_facts_that_settle_a_term_are_asked() -> None:
    page = opened("en", "rules", rule="EXW")
    assert [s.key for s in page.selectbox] == ["trade/en"]
    assert api.settling_facts(["DAP"]) == [
        s.key.removesuffix("/en") for s in opened("en", "rules", rule="DAP").selectbox]


def _row(table: str, label: str) -> str:
    return next(line for line in table.splitlines()
                if label in line.replace("\\", "").replace("\u2060", ""))


def test_a_link_wins_over_what_was_chosen_before() -> None:
    page = opened("en", "rules")
    page.pills("rule").set_value("CIP").run()
    assert page.query_params["rule"] == "CIP" and page.header[0].value.startswith("CIP")
    page.query_params["rule"] = "DAP"
    page.run()
    assert page.header[0].value.startswith("DAP")


# Terms compared


@each_lang
def test_terms_side_by_side_mark_what_differs(lang: str) -> None:
    page = opened(lang, "compare", terms=["FCA", "CPT"], aspect="cost")
    found = api.compare_terms(["FCA", "CPT"], lang)
    table = next(m.value for m in page.markdown if m.value.startswith("|"))
    assert table.count("≠") == 2 * sum(row.differs for row in found.rows["cost"]) > 0
    carriage = next(m.label.get(lang) for m in api.knowledge().content.journey.milestones
                    if m.id == "main_carriage")
    line = _row(table, carriage)
    assert f"[{say('party_buyer', lang)}]" in line
    assert f"[≠ {say('party_seller', lang)}]" in line
    page.toggle("different").set_value(True).run()
    table = next(m.value for m in page.markdown if m.value.startswith("|"))
    assert len(table.splitlines()) - 2 == sum(row.differs for row in found.rows["cost"])


@each_lang
def test_key_points_and_articles_stand_beside_one_another(lang: str) -> None:
    codes = ["FOB", "CIF", "DDP"]
    terms = [api.term(code) for code in codes]
    points = shown(opened(lang, "compare", terms=codes, part="points"))
    articles = shown(opened(lang, "compare", terms=codes, part="articles", side="B"))
    for term in terms:
        assert term.risk_passes_at.text.get(lang) in points
        assert term.insurance.note is not None and term.insurance.note.get(lang) in points
        assert term.articles["B4"].get(lang) in articles
        assert term.articles["A4"].get(lang) not in articles
    assert "≠" in points


@each_lang
def test_one_term_is_not_compared_and_the_fifth_is_left_out(lang: str) -> None:
    assert say("kp_too_few", lang) in shown(opened(lang, "compare", terms=["FCA"]))
    page = opened(lang, "compare", terms=["FCA", "CPT", "CIP", "DAP", "DDP"])
    assert say("kp_too_many", lang, list="FCA, CPT, CIP, DAP") in shown(page)
    head = next(m.value for m in page.markdown if m.value.startswith("|")).splitlines()[0]
    assert "DAP" in head and "DDP" not in head


# The rule base


@each_lang
def test_rules_are_found_by_word_and_by_filter(lang: str) -> None:
    word = "CONTENEUR" if lang == "fr" else "CONTAINER"
    page = opened(lang, "rulebase")
    total = len(api.knowledge().rules)
    assert say("kp_found", lang, count=total, total=total) in shown(page)
    page.text_input("search").input(word).run()
    found = api.find_rules(lang, word.lower())
    assert 3 < len(found) < total
    assert say("kp_found", lang, count=len(found), total=total) in shown(page)
    page.selectbox(f"stage/{lang}").select("require").run()
    page.selectbox(f"strength/{lang}").select("must").run()
    ids = [line.id for line in found if line.stage == "require" and line.strength == "must"]
    assert CONTAINERS in ids
    assert [query.split("rule=")[1] for _, query, _ in links(page)] == ids
    page.text_input("search").input("zzzz").run()
    assert say("kp_none_found", lang) in shown(page)


def test_every_rule_can_be_reached_page_by_page() -> None:
    page = opened("en", "rulebase")
    reached = []
    for _ in range(100):
        reached += [query.split("rule=")[1] for _, query, _ in links(page)]
        after = [b for b in page.button if b.key == "page/after"]
        if not after or after[0].disabled:
            break
        after[0].click().run()
    assert reached == list(api.knowledge().rules)


@each_lang
def test_one_rule_tells_its_conditions_reason_source_examples_and_cases(lang: str) -> None:
    rule = api.knowledge().rules[CONTAINERS]
    page = opened(lang, "rulebase", rule=CONTAINERS)
    text = shown(page)
    assert rule.because.get(lang) in text
    assert CONTAINERS in text
    assert "FOB, CIF, CFR, FAS" in text
    for ref in rule.source:
        source = api.knowledge().content.references[ref]
        assert source.named(lang) in text
        assert source.url is None or source.url in text
    assert say("confidence_high", lang) in text and rule.as_of in text
    assert say("kp_overridden_by", lang) in text
    cases = api.cases_firing(CONTAINERS, lang)
    assert say("kp_cases_hint", lang, count=len(cases)) in text
    assert all(case.title in text for case in cases)
    assert say("kp_in_case", lang) not in text  # no case in this session


@each_lang
def test_a_rule_shows_the_values_of_the_case(lang: str) -> None:
    text = shown(opened(lang, "rulebase", example(), rule="cbam-stands-against-ddp"))
    assert say("kp_case_silent", lang) in text
    spec = api.knowledge().facts["destination_country"]
    assert say("kp_here", lang, actual=spec.said("BR", lang)) in text
    for key in ("kp_true", "kp_false", "kp_truth_unknown"):
        assert say(key, lang) in text


@each_lang
def test_an_unknown_rule_is_told_with_the_nearest(lang: str) -> None:
    page = opened(lang, "rulebase", rule="wished-cariage")
    assert "wished-carriage" in page.error[0].value.replace("\\", "")


@pytest.mark.parametrize("rule", list(api.knowledge().rules)[::9])
def test_the_page_of_a_rule_opens_with_a_case(rule: str) -> None:
    page = opened("fr", "rulebase", example(), rule=rule)
    assert api.knowledge().rules[rule].because.fr in shown(page)


@each_lang
def test_markup_in_a_case_is_shown_as_typed_on_a_rule(lang: str) -> None:
    facts = example() | {"origin_place": "<b>x</b> **y** [z](http://example.org)"}
    page = opened(lang, "trace", facts, part="steps", stage="assess")
    raw = "\n".join([p.value for p in page.markdown] + [box.label for box in page.expander])
    assert "<b>" not in raw and "**y**" not in raw and "](http://example.org)" not in raw


# Countries


@each_lang
def test_a_country_shows_its_rows_with_source_date_and_confidence(lang: str) -> None:
    sheet = api.country_sheet("BR", lang)
    page = opened(lang, "countries", country="BR")
    text = shown(page)
    assert sheet.name in text
    for row in (*sheet.destination, *sheet.origin):
        assert row.detail in text
        assert say(f"confidence_{row.evidence.confidence}", lang) in text
        for source in row.evidence.sources:
            assert source.title in text
    page.selectbox(f"country/{lang}").select("VN").run()
    assert not page.exception
    assert page.query_params["country"] == "VN"
    assert api.country_sheet("VN", lang).name in shown(page)


@each_lang
def test_rows_overdue_for_review_say_so_in_words(lang: str) -> None:
    sheet = api.country_sheet("KE", lang, "2199-01-01")
    due = [row for row in (*sheet.destination, *sheet.origin) if row.evidence.due]
    assert due
    with mock.patch("incoadvisor.api.today", lambda: "2199-01-01"):
        text = shown(opened(lang, "countries", country="KE"))
    assert text.count(say("kp_stale", lang)) >= len(due)
    assert say("l_due", lang, date=due[0].evidence.review_by) in text


@each_lang
def test_a_country_without_rows_is_not_cleared_and_a_wrong_code_is_refused(lang: str) -> None:
    bare = next(c for c in ("FM", "NR", "TV", "PW") if not api.country_sheet(c).destination)
    assert say("l_absent", lang, tables="")[:8] in shown(opened(lang, "countries", country=bare))
    page = opened(lang, "countries", country="Norvege")
    assert "NO" in page.error[0].value


# The glossary


@each_lang
def test_the_glossary_is_searched_in_both_languages(lang: str) -> None:
    page = opened(lang, "glossary")
    assert say("kp_words_count", lang, count=len(api.glossary(lang))) in shown(page)
    for word in ("connaissement", "bill of lading"):
        page.text_input("word").input(word).run()
        first = api.glossary(lang, word)[0]
        assert first.means in shown(page)
    page.text_input("word").input("zzzz").run()
    assert say("kp_no_word", lang) in shown(page)
    assert say("disclaimer", lang) in shown(page)


@each_lang
def test_a_word_leads_to_its_terms_and_to_other_words(lang: str) -> None:
    page = opened(lang, "glossary", word="FIOST")
    entry = api.glossary(lang, "FIOST")[0]
    found = links(page)
    for code in entry.about:
        assert ("rules", f"lang={lang}&rule={code}", code) in found
    for word in entry.see.values():
        assert any(where == "glossary" and label == word for where, _, label in found)


# Texts


def test_every_text_of_these_pages_is_used() -> None:
    file = ROOT / "knowledge" / "texts" / "ui-knowledge.yaml"
    texts = yaml.safe_load(file.read_text(encoding="utf-8"))
    code = "\n".join(path.read_text(encoding="utf-8") for folder in ("ui", "incoadvisor")
                     for path in (ROOT / folder).rglob("*.py"))
    made = ("kp_stage_", "kp_effect_", "kp_filter_", "kp_case_", "kp_date_", "tx_kind_",
            "cli_glossary_")
    operators = {f"kp_{op}" for op in (
        "known", "unknown", "same_as", "not_same_as", "in_group", "not_in_group", "lt", "le",
        "gt", "ge", "all", "any", "not")}
    assert [key for key in texts
            if key not in code and not key.startswith(made) and key not in operators] == []


