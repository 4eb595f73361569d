"""A case run by experta, from what was told to every firing."""

from incoadvisor.engine.forward import Run, engine_for
from incoadvisor.engine.situation import Situation, rule_base


def fire(situation: Situation) -> Run:
    """Every firing of the case, in an engine of its own while it runs."""
    engine = engine_for(rule_base(situation.knowledge))
    return engine.run(situation.given, situation.joined, situation.today, situation.read)
