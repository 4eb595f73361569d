"""Find the names of streets on a line, so that their words are not taken for anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .lexicon import Lexicon
from .normalise import Token, joined
from .phrases import Tag

FIRM = ("incoterms", "money")
LONGEST_NAME = 4  # words before "Road"; words between "Via" and the house number
LONGEST_TOWN = 3
LONGEST_NUMBER = 5
SHORT_NUMBER = 3  # a longer number before a town is its postcode


class Street(NamedTuple):
    """A street's name: the word for the street, and the words that name it."""

    head: range
    names: frozenset[int]


def find_streets(
    text: str, tokens: list[Token], tags: list[Tag], lexicon: Lexicon
) -> list[Street]:
    """Return the streets named on a line that has been tagged."""
    heads = [at for at, token in enumerate(tokens) if token.key in lexicon.street_words]
    if not heads:
        return []
    search = _Search(text, tokens, tags, lexicon)
    return [street for at in heads for street in search.beginning(at)]


def weak(tag: Tag) -> bool:
    """Whether the tag's one word is an everyday one, which a street may bear."""
    return tag.end == tag.start + 1 and not any(
        m.kind in FIRM or (m.kind == "code" and not m.upper_only) for m in tag.meanings
    )


class _Search:
    """The search on one line."""

    def __init__(
        self, text: str, tokens: list[Token], tags: list[Tag], lexicon: Lexicon
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self.tagged = {i: t for t in tags for i in range(t.start, t.end)}

    def beginning(self, at: int) -> Iterator[Street]:
        """Return what the street word at this token, if it is one, makes a street of."""
        for tag in self.lexicon.address_words.at(self.tokens, at):
            if any(self._firm(i) for i in range(tag.start, tag.end)):
                continue
            name = None
            if tag.key("before"):
                name = self._following(tag, free=True)
            if name is None and tag.key("linked"):
                name = self._following(tag, free=False)
            if name is None and tag.key("numbered"):
                name = self._up_to_number(tag)
            if name is None and tag.key("after"):
                name = self._preceding(tag)
            if name is not None:
                yield Street(range(tag.start, tag.end), frozenset(name))
                return

    def _firm(self, at: int) -> bool:
        """Whether the token belongs to words that no street's name takes away."""
        tag = self.tagged.get(at)
        if tag is None or not weak(tag):
            return tag is not None
        # A code in capitals is one, unless the street word is in capitals too.
        return bool(tag.key("code")) and not (at and self._written(at - 1).isupper())

    def _written(self, at: int) -> str:
        return self.text[self.tokens[at].start : self.tokens[at].end]

    def _is_word(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].kind == "word" and not self._firm(at)

    def _after_small(self, at: int, *kinds: str) -> int | None:
        """Return where a small word that begins here ends, its apostrophe included."""
        if not self._is_word(at):
            return None
        for tag in self.lexicon.address_words.at(self.tokens, at):
            if tag.key(*kinds):
                end = tag.end
                if end < len(self.tokens) and self.tokens[end].key == "'":
                    end += 1
                return end
        return None

    def _past_stop(self, at: int) -> int:
        """Skip the full stop of an abbreviated street word."""
        stop = at < len(self.tokens) and self.tokens[at].key == "." and self.tokens[at].glued
        return at + 1 if stop else at

    def _following(self, head: Tag, *, free: bool) -> set[int] | None:
        """Return the name after a street word; unless free, only if a linking word ties them."""
        start = self._past_stop(head.end)
        at, tied = start, False
        while (end := self._after_small(at, "linking")) or (
            (free or tied) and (end := self._after_small(at, "article"))
        ):
            at, tied = end, True
        if not (free or tied) or not self._is_word(at):
            return None
        town = self._town(at)
        numbered = self._house_number(head.start)
        end = town if town and tied else self._hyphened(at)
        if not (tied or numbered or self._number_follows(end)):
            return set()
        if town and not (free or numbered):
            return set(range(start, at))
        while (free or numbered) and (small := self._after_small(end, "linking")) is not None:
            small = self._after_small(small, "article") or small
            if not self._is_word(small):
                break
            end = self._hyphened(small)
        return set(range(start, end))

    def _hyphened(self, at: int) -> int:
        """Return where the word that begins here ends, parts joined by hyphens included."""
        end = at + 1
        while (end + 1 < len(self.tokens) and self.tokens[end].key in "-'"
               and self.tokens[end].glued and self.tokens[end + 1].glued
               and self._is_word(end + 1)):  # fmt: skip
            end += 2
        return end

    def _town(self, at: int) -> int:
        """Return where a known place that begins here ends, else 0."""
        for end in range(min(len(self.tokens), at + LONGEST_TOWN), at, -1):
            last = self.tokens[end - 1]
            if last.is_content and self.lexicon.gazetteer.kind(joined(self.tokens[at:end])):
                return end
        return 0

    def _house_number(self, at: int) -> Token | None:
        """Return the house number right before this token."""
        at -= 1
        if at > 0 and self._repeats(at):
            at -= 1
        while at > 0 and self.tokens[at].key == ",":
            at -= 1
        if at < 0 or self.tokens[at].kind != "number" or self._firm(at):
            return None
        number = self.tokens[at]
        if len(number.key) > LONGEST_NUMBER or self._is_edition(number):
            return None
        return number

    def _repeats(self, at: int) -> bool:
        return any(t.key("repeat") for t in self.lexicon.address_words.at(self.tokens, at))

    def _is_edition(self, number: Token) -> bool:
        return int(number.key) in self.lexicon.editions["editions"]

    def _number_follows(self, at: int) -> bool:
        """Whether a house number, and no quantity or year, stands here."""
        if at >= len(self.tokens) or self.tokens[at].kind != "number" or at in self.tagged:
            return False
        if len(self.tokens[at].key) > SHORT_NUMBER:
            return False
        at += 1
        if at < len(self.tokens) and self._repeats(at):
            at += 1
        return at >= len(self.tokens) or self.tokens[at].key in ",;()-/–" or (
            self.tagged[at].key("incoterms") is not None if at in self.tagged else False
        )

    def _up_to_number(self, head: Tag) -> set[int] | None:
        """Return the name between a street word and the house number."""
        at = head.end
        while at < len(self.tokens) and at < head.end + 2 * LONGEST_NAME:
            if at > head.end and self._number_follows(at):
                return set(range(head.start, at))
            tied = self.tokens[at].key in ".-'" and self.tokens[at].glued
            if not tied and not (self._is_word(at) and (at == head.end or at not in self.tagged)):
                return None
            at += 1
        return None

    def _preceding(self, head: Tag) -> set[int] | None:
        """Return the name before a street word, where an address is plain to see."""
        start, words = head.start, 0
        while start and words < LONGEST_NAME and self._names(start - 1, head.start):
            start -= 1
            words += self.tokens[start].kind == "word"
        if not words or self._is_no_name(start, head.start):
            return None
        name = set(range(start, head.start))
        number = self._house_number(start)
        town = self._has_town(start, head.start)
        if number and self._numbers(number, start, head, town):
            return name
        if any(i in self.tagged for i in name):
            return None
        end = self._past_stop(head.end)
        if self._number_follows(end) or (not town and self._town_after(head, start, end)):
            return name
        return None

    def _numbers(self, number: Token, start: int, head: Tag, town: bool) -> bool:
        """Whether the number is the house's: no postcode ("67200 Lyon"), no count ("20 tons")."""
        words = self.lexicon.address_words.at(self.tokens, start)
        if (town and len(number.key) > SHORT_NUMBER) or any(t.key("measure") for t in words):
            return False
        return head.start - 1 not in self.tagged or self._begins_address(start, head)

    def _begins_address(self, start: int, head: Tag) -> bool:
        """Whether a number with an everyday word is an address: at the outset, or by capitals."""
        before = self.tagged.get(start - 2)
        if before is not None and before.key("code"):
            return True
        return self._written(start).istitle() and self._written(head.start).istitle()

    def _names(self, at: int, head: int) -> bool:
        """Whether the token may be of the name; an everyday word only right before the head."""
        token = self.tokens[at]
        if token.kind == "sign":
            return token.key in "-'" and token.glued and self.tokens[at + 1].glued
        if token.kind == "number" or (at in self.tagged and at + 1 != head):
            return False
        return self._is_word(at)

    def _is_no_name(self, start: int, end: int) -> bool:
        """Whether the words say whose street it is, or hold a street of the other form."""
        whose = self.lexicon.addresses["whose"]
        place_words, address_words = self.lexicon.place_words, self.lexicon.address_words
        return any(
            any(t.key(*whose) for t in place_words.at(self.tokens, i))
            or any(t.key("before") and not t.key("after")
                   for t in address_words.at(self.tokens, i))
            for i in range(start, end)
        )  # fmt: skip

    def _has_town(self, start: int, end: int) -> bool:
        return any(0 < self._town(at) <= end for at in range(start, end))

    def _town_after(self, head: Tag, start: int, at: int) -> bool:
        """Whether a comma and a town follow, known or written as a name beside the street's."""
        if at + 1 >= len(self.tokens) or self.tokens[at].key != ",":
            return False
        at += 2 if self.tokens[at + 1].kind == "number" else 1
        if not self._is_word(at) or at in self.tagged:
            return False
        if self._town(at):
            return True
        titled = all(self._written(i)[0].isupper() for i in (start, head.start, at))
        return titled and not self._written(head.start).isupper() and not self._country(at)

    def _country(self, at: int) -> bool:
        end = at
        while end < len(self.tokens) and self.tokens[end].kind == "word":
            end += 1
        key = joined(self.tokens[at:end])
        return self.lexicon.gazetteer.is_country(key, self.tokens[at].script)
