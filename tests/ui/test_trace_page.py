"""The trace, run without a browser, in both languages."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from incoadvisor import api
from tests.ui.opening import PAGE, each_lang, example, links, opened, say, shown

pytestmark = pytest.mark.filterwarnings("default")  # those of Streamlit are not ours to mend


@pytest.fixture(autouse=True)
def _page_on_path(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(PAGE)
    monkeypatch.delenv("INCOADVISOR_LANG", raising=False)
    yield


@each_lang
def test_without_a_case_it_says_where_to_begin(lang: str) -> None:
    page = opened(lang, "trace")
    assert say("tx_no_case", lang) in shown(page)
    assert [label for _, _, label in links(page)] == [say("tx_to_advise", lang)]


@each_lang
@pytest.mark.parametrize("code", sorted(api.knowledge().terms))
def test_the_argument_of_each_term_reaches_what_was_said(code: str, lang: str) -> None:
    page = opened(lang, "trace", example(), term=code)
    argument = next(a for a in api.trace(example(), lang).arguments if a.term == code)
    text = shown(page)
    assert argument.text in text
    assert argument.for_ or argument.against
    for point in (*argument.for_, *argument.against):
        assert point.because in text
        assert point.source.title in text
        for ground in _all(point.grounds):
            assert ground.statement in text
    assert say("tx_kind_given", lang) in text


def _all(grounds):
    for ground in grounds:
        yield ground
        yield from _all(ground.grounds)


@each_lang
def test_every_firing_is_told_in_order_with_its_facts(lang: str) -> None:
    trace = api.trace(example(), lang)
    page = opened(lang, "trace", example(), part="steps")
    numbers = []
    for _ in range(20):
        numbers += [int(box.label.split("**")[1]) for box in page.expander]
        text = shown(page)
        for step in trace.steps:
            if f"**{step.step}** " in text:
                assert step.because in text
                for fact in (*step.uses, *step.adds):
                    assert fact.text in text
        after = page.button("page/after")
        if after.disabled:
            break
        after.click().run()
        assert not page.exception
    assert numbers == [step.step for step in trace.steps]


@each_lang
def test_steps_are_filtered_by_stage_and_by_term(lang: str) -> None:
    trace = api.trace(example(), lang)
    page = opened(lang, "trace", example(), part="steps", stage="match")
    numbers = [int(box.label.split("**")[1]) for box in page.expander]
    assert numbers == [s.step for s in trace.steps if s.stage == "match"]
    page.selectbox(f"stage/{lang}").select("choose").run()
    page.selectbox(f"about/{lang}").select("DDP").run()
    assert [s for s in trace.steps if s.stage == "choose" and "DDP" in s.terms]
    numbers = [int(box.label.split("**")[1]) for box in page.expander]
    assert numbers == [s.step for s in trace.steps if s.stage == "choose" and "DDP" in s.terms]


@each_lang
def test_a_rule_and_its_step_lead_to_one_another(lang: str) -> None:
    trace = api.trace(example(), lang)
    fired = next(s for s in trace.steps if s.stage == "require")
    page = opened(lang, "trace", example(), part="steps", step=str(fired.step))
    opened_boxes = [box.label for box in page.expander if box.proto.expanded]
    assert len(opened_boxes) == 1 and opened_boxes[0].startswith(f"**{fired.step}** ")
    rules = [parse_qs(query)["rule"][0] for where, query, _ in links(page) if where == "rulebase"]
    assert fired.rule in rules
    rule = opened(lang, "rulebase", example(), rule=fired.rule)
    assert say("kp_case_fired", lang, step=fired.step) in shown(rule)
    back = [parse_qs(query) for where, query, _ in links(rule) if where == "trace"]
    assert back == [{"lang": [lang], "part": ["steps"], "step": [str(fired.step)]}]


@each_lang
def test_a_withdrawn_requirement_names_the_rule_that_withdrew_it(lang: str) -> None:
    facts = {"main_mode": "sea", "cargo_form": "container_fcl", "carriage_by": "buyer",
             "imposed_term": "FOB"}
    trace = api.trace(facts, lang)
    gone = next(s for s in trace.steps if s.withdrawn_by)
    text = shown(opened(lang, "trace", facts, part="steps", step=str(gone.step)))
    assert say("tx_withdrawn", lang, rule=gone.withdrawn_by) in text
    rule = shown(opened(lang, "rulebase", facts, rule=gone.rule))
    assert say("kp_case_withdrawn", lang, step=gone.step, rule=gone.withdrawn_by) in rule


@each_lang
@pytest.mark.parametrize("facts", [
    {"screening": "hit"}, {"notes": "only a note"},
    {"carriage_by": "buyer", "risk_passes_at": "destination_unloaded"}], ids=str)
def test_cases_that_end_otherwise_have_a_trace_too(facts: dict[str, str], lang: str) -> None:
    trace = api.trace(facts, lang)
    text = shown(opened(lang, "trace", facts))
    assert trace.arguments[0].text in text
    assert shown(opened(lang, "trace", facts, part="steps"))
    if trace.state == "stop":
        rule = shown(opened(lang, "rulebase", facts, rule="wished-carriage"))
        assert say("kp_case_untried", lang) in rule
