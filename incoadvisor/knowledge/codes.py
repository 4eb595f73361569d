"""The code of a term as a user types it."""

from incoadvisor.knowledge.base import Knowledge
from incoadvisor.knowledge.errors import InputError
from incoadvisor.knowledge.near import nearest


def term_code(text: str, knowledge: Knowledge) -> str:
    """The code of one of the eleven rules. Raises InputError with the nearest match."""
    codes = sorted(knowledge.terms)
    code = text.strip().upper()
    if code not in codes:
        raise InputError("unknown_term", code=text, accepted=", ".join(codes),
                         suggestion=nearest(code, codes))
    return code
