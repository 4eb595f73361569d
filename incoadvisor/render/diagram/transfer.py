"""Where risk and costs pass, read from the squares."""

from collections.abc import Sequence

from incoadvisor.render.diagram.journey import Square, Station, Transfer

INSURANCE = "insurance"


def risk_transfer(lane: Sequence[Square]) -> Transfer:
    """Where the risk passes: at the first milestone that is the buyer's."""
    return _transfer(list(enumerate(lane)), len(lane))


def cost_transfer(lane: Sequence[Square], stations: Sequence[Station],
                  risk: Transfer) -> Transfer:
    """Where the costs of the carriage pass.

    Customs and insurance have payers of their own, wherever the carriage stands. Where such
    milestones lie between the seller's last stage and the buyer's first, the costs pass with
    the risk if it passes there.
    """
    carriage = [(i, square) for i, (square, s) in enumerate(zip(lane, stations, strict=True))
                if not s.customs and s.id != INSURANCE and square.party != "none"]
    cost = _transfer(carriage, len(lane))
    last = max((i for i, _ in carriage if i < cost.at), default=-1) + 1
    if last <= risk.at <= cost.at and cost.at == cost.until and risk.at == risk.until:
        return risk
    return cost


def _transfer(squares: list[tuple[int, Square]], end: int) -> Transfer:
    """From the first square that may be the buyer's to the first that surely is."""
    first = next((i for i, s in squares if s.sure != "seller"), end)
    sure = next((i for i, s in squares if s.sure == "buyer"), end)
    return Transfer(at=first, until=sure)
