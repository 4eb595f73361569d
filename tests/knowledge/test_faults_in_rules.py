"""What a rule can get wrong is told at load, with file and line."""

from pathlib import Path

import pytest

from incoadvisor.knowledge.base import load
from tests.knowledge.copies import SEA, SOUND, add_rule, faults_of, place_of


def test_the_small_copy_is_sound(folder: Path):
    assert list(load(folder).rules) == ["sound"]


WHEN = ("  when:", "  when:  # HERE")
REQUIRE = ("  require:", "  require:  # HERE")
RULE_FAULTS = {
    "a duplicate key": (
        [("  strength: moderate", "  strength: moderate\n  strength: must  # HERE")],
        "duplicate_key strength",
    ),
    "an unknown key": (
        [("  basis: practice", "  basis: practice\n  weight: 7  # HERE")],
        "weight: Extra inputs are not permitted",
    ),
    "an unknown fact": (
        [WHEN, (SEA, "- main_mood: sea  # END")],
        "rule `broken`: unknown fact `main_mood`",
    ),
    "an unknown value": (
        [WHEN, (SEA, "- main_mode: rocket  # END")],
        "rule `broken`: main_mode cannot be `rocket`",
    ),
    "an unknown value in a list": (
        [WHEN, (SEA, "- main_mode: {in: [sea, rocket]}  # END")],
        "rule `broken`: main_mode cannot be `rocket`",
    ),
    "a value of the wrong type": (
        [WHEN, (SEA, '- dangerous: "true"  # END')],
        "rule `broken`: dangerous cannot be `true`",
    ),
    "an unknown operator": (
        [(SEA, "- main_mode: {equals: sea}  # HERE")],
        "unknown operator `equals`",
    ),
    "two operators in one atom": (
        [(SEA, "- main_mode: {is: sea, is_not: air}  # HERE")],
        "an atom takes exactly one operator",
    ),
    "one value where a list goes": ([(SEA, "- main_mode: {in: sea}  # HERE")], "`in` takes a list"),
    "an unknown group": (
        [WHEN, (SEA, "- origin_country: {in_group: atlantis}  # END")],
        "rule `broken`: unknown group `atlantis`",
    ),
    "a comparison with an unknown fact": (
        [WHEN, (SEA, "- origin_country: {same_as: home}  # END")],
        "rule `broken`: unknown fact `home`",
    ),
    "`not` over a fact not tested known": (
        [WHEN, (SEA, "- not: {main_mode: sea}  # END")],
        "rule `broken`: `not` over main_mode, which is not tested known beside it",
    ),
    "an unknown topic": (
        [REQUIRE, ("mode: {one_of: [any]}", "mood: {one_of: [any]}  # END")],
        "rule `broken`: unknown topic `mood`",
    ),
    "an unknown value of a topic": (
        [REQUIRE, ("{one_of: [any]}", "{one_of: [moon]}  # END")],
        "rule `broken`: `moon` is no value of mode",
    ),
    "two topics without any_of": (
        [
            REQUIRE,
            (
                "    mode: {one_of: [any]}",
                "    mode: {one_of: [any]}\n    loading: {one_of: [buyer]}  # END",
            ),
        ],
        "rule `broken`: restrict one topic, or use any_of",
    ),
    "two forms of restriction": (
        [REQUIRE, ("{one_of: [any]}", "{one_of: [any], none_of: [waterway]}  # END")],
        "rule `broken`: ",
    ),
    "an unknown strength": ([("strength: moderate", "strength: huge  # HERE")], "strength: "),
    "an unknown basis": ([("basis: practice", "basis: hearsay  # HERE")], "basis: "),
    "a missing translation": (
        [
            ("  because:", "  because:  # HERE"),
            ("    en: Because.\n    fr: Parce que.", "    en: Because.  # END"),
        ],
        "because.fr: Field required",
    ),
    "an empty translation": ([("    fr: Parce que.", '    fr: ""  # HERE')], "because.fr: "),
    "an unknown source": (
        [("source: [practice]", "source: [hearsay]  # HERE")],
        "rule `broken`: unknown source `hearsay`",
    ),
    "no source key": (
        [("- id: broken", "- id: broken  # HERE"), ("  source: [practice]\n", "")],
        "source: Field required",
    ),
    "no source in the list": ([("source: [practice]", "source: []  # HERE")], "source: "),
    "no example": (
        [
            ("- id: broken", "- id: broken  # HERE"),
            ("  examples:\n    - given: {main_mode: sea, trust: low}\n      fires: true\n", ""),
        ],
        "examples: Field required",
    ),
    "no example that fires it": (
        [("  examples:", "  examples:  # HERE"), ("fires: true", "fires: false  # END")],
        "rule `broken`: no example fires it",
    ),
    "an example with an unknown fact": (
        [
            ("  examples:", "  examples:  # HERE"),
            ("{main_mode: sea, trust: low}", "{main_mood: sea, trust: low}  # END"),
        ],
        "rule `broken`: example gives unknown fact `main_mood`",
    ),
    "two actions": (
        [
            ("- id: broken", "- id: broken  # HERE"),
            ("  basis:", "  conclude: {trade: domestic}\n  basis:"),
        ],
        "a rule takes exactly one action",
    ),
    "no action": (
        [
            ("- id: broken", "- id: broken  # HERE"),
            ("  require:\n    mode: {one_of: [any]}\n  strength: moderate\n", ""),
        ],
        "a rule takes exactly one action",
    ),
    "a requirement without strength": (
        [("- id: broken", "- id: broken  # HERE"), ("  strength: moderate\n", "")],
        "`strength` goes with `require`",
    ),
    "a wish that names no wished fact": (
        [("- id: broken", "- id: broken  # HERE"), ("basis: practice", "basis: wish")],
        "names the wished fact in `wish`",
    ),
    "a wish that is no wish": (
        [
            ("basis: practice", "basis: wish\n  wish: main_mode  # HERE"),
            ("strength: moderate", "strength: must"),
        ],
        "rule `broken`: `main_mode` is no wish",
    ),
    "a wish that is less than a must": (
        [
            ("- id: broken", "- id: broken  # HERE"),
            ("basis: practice", "basis: wish\n  wish: carriage_by"),
        ],
        "a wish asks: its strength is must",
    ),
    "an override of nothing": (
        [("  basis: practice", "  basis: practice\n  overrides: [nobody]  # HERE")],
        "rule `broken` overrides unknown `nobody`",
    ),
    "an anchor": ([("    en: Because.", "    en: &why Because.  # HERE")], "yaml_alias"),
    "an alias": ([("    en: Because.", "    en: *why  # HERE")], "yaml_alias"),
    "a tab": ([("    en: Because.", "\ten: Because.  # HERE")], "yaml_syntax"),
    "an unclosed bracket": (
        [
            ("source: [practice]", "source: [practice"),
            ("  as_of: 2020-01-01", "  as_of: 2020-01-01  # HERE"),
        ],
        "yaml_syntax",
    ),
    "an id with capitals": ([("- id: broken", "- id: Broken  # HERE")], "id: "),
}


@pytest.mark.parametrize("fault", RULE_FAULTS)
def test_a_fault_in_a_rule(folder: Path, fault: str):
    changes, message = RULE_FAULTS[fault]
    places = add_rule(folder, *changes)
    faults = faults_of(folder)
    found = [f for f in faults if message in f]
    assert found, faults
    assert place_of(found[0]) in places


@pytest.mark.parametrize(
    "change_", [(SEA, "- main_mode: [sea]"), ("trust: {known: true}", "main_mode: {in: [[sea]]}")]
)
def test_a_list_where_one_value_goes(folder: Path, change_: tuple[str, str]):
    add_rule(folder, ("- id: broken", "- id: broken  # HERE"), change_)
    assert "main_mode cannot be" in faults_of(folder)[0]


def test_an_id_used_twice(folder: Path):
    add_rule(folder, ("- id: broken", "- id: sound  # HERE"))
    assert faults_of(folder) == [
        "rules/require/sound.yaml:1: rule `sound` is defined twice "
        "(also at rules/require/broken.yaml:1)"
    ]


def test_a_warning_about_an_unknown_topic_or_term(folder: Path):
    action = (
        "  require:\n    mode: {one_of: [any]}\n  strength: moderate\n",
        "  advise: {topic: gossip, severity: info, about: [FOB, XYZ], ask: mood}\n",
    )
    add_rule(folder, ("- id: broken", "- id: broken  # HERE"), action, stage="advise")
    faults = faults_of(folder)
    for message in (
        "unknown warning topic `gossip`",
        "`XYZ` is none of the eleven terms",
        "asks unknown fact `mood`",
    ):
        assert any(f.startswith("rules/advise/broken.yaml:") and message in f for f in faults)


def test_all_faults_are_told_at_once(folder: Path):
    add_rule(
        folder,
        ("- id: broken", "- id: broken  # HERE"),
        (SEA, "- main_mood: sea"),
        ("source: [practice]", "source: [hearsay]"),
    )
    assert len(faults_of(folder)) == 2


def _assessing(rule_id: str, when: str, conclude: str) -> str:
    action = f"  conclude: {conclude}\n"
    return (
        SOUND.replace("sound", rule_id)
        .replace("  require:\n    mode: {one_of: [any]}\n  strength: moderate\n", action)
        .replace(
            "  when:\n    all:\n      - main_mode: sea\n      - trust: {known: true}\n",
            f"  when: {when}\n",
        )
        .replace("{main_mode: sea, trust: low}", when)
    )


def test_a_cycle_of_rules(folder: Path):
    path = folder / "rules" / "assess" / "loop.yaml"
    path.parent.mkdir()
    path.write_text(
        _assessing("hen", "{route: domestic}", "{trade: domestic}")
        + _assessing("egg", "{trade: domestic}", "{route: domestic}"),
        encoding="utf-8",
    )
    (fault,) = faults_of(folder)
    assert fault.startswith("rules/assess/loop.yaml:")
    assert "cycle between rules: " in fault
    assert "hen" in fault
    assert "egg" in fault


def test_a_fact_read_in_an_earlier_stage_than_it_is_written(folder: Path):
    stopping = _assessing("early", "{trade: domestic}", "{route: domestic}").replace(
        "conclude: {route: domestic}", "stop: {topic: sanctions, severity: stop}")
    for stage, text in (
        ("assess", _assessing("late", "{main_mode: sea}", "{trade: domestic}")),
        ("screen", stopping),
    ):
        path = folder / "rules" / stage / "file.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(folder)
    assert fault.startswith("rules/screen/file.yaml:1: cycle between rules: early -> late")


def test_a_warning_that_quotes_no_country_table(folder: Path):
    action = (
        "  require:\n    mode: {one_of: [any]}\n  strength: moderate\n",
        "  advise: {topic: sanctions, severity: info, quotes: main_mode}\n",
    )
    add_rule(folder, ("- id: broken", "- id: broken  # HERE"), action, stage="advise")
    assert any("no country table of `main_mode`" in f for f in faults_of(folder))


def test_an_empty_rule_file_is_no_fault(folder: Path):
    (folder / "rules" / "require" / "empty.yaml").write_text("# to come\n", encoding="utf-8")
    assert list(load(folder).rules) == ["sound"]


def test_norway_stays_a_country(folder: Path):
    path = folder / "rules" / "require" / "norway.yaml"
    path.write_text(
        SOUND.replace("id: sound", "id: norway")
        .replace(SEA, "- destination_country: NO")
        .replace("{main_mode: sea, trust: low}", "{destination_country: NO}"),
        encoding="utf-8",
    )
    assert load(folder).rules["norway"].examples[0].given == {"destination_country": "NO"}
