"""A case study as a file of the library, in YAML."""

import yaml

from incoadvisor.model.casestudy import CaseStudy


def study_yaml(study: CaseStudy, head: str) -> str:
    """The case as YAML, with `head` as its first line; the same case gives the same bytes."""
    data = study.model_dump(mode="json", exclude_defaults=True)
    return f"# {head}\n" + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
