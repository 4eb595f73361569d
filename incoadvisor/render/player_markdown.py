"""A recorded run as Markdown, to read, print or hand out."""

import re
from collections.abc import Iterator

from incoadvisor.knowledge.texts import Texts
from incoadvisor.model.recording import Recording
from incoadvisor.model.text import Lang
from incoadvisor.render.conditions import ConditionNode
from incoadvisor.render.player import Player, Scene

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~$^=&])")
TRUTH = {"true": "✔", "false": "✖", "unknown": "?"}


def as_markdown(recording: Recording, texts: Texts, lang: Lang) -> str:
    """Every step with what it used and added, then how the terms ended."""
    return "\n".join(_Writer(recording, texts, lang).lines()) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


class _Writer:
    def __init__(self, recording: Recording, texts: Texts, lang: Lang) -> None:
        self.recording, self.texts, self.lang = recording, texts, lang
        self.player = Player(recording, texts, lang)

    def lines(self) -> Iterator[str]:
        outcome, receipt = self.recording.outcome, self.recording.receipt
        yield f"# {self._say('te_md_title')}"
        yield ""
        answer = outcome.term or outcome.headline.get(self.lang)
        yield self._say("te_md_answer", answer=answer, step=self.recording.decided,
                        count=len(self.recording.steps))
        yield ""
        yield self._say("te_receipt", engine=receipt.engine, version=receipt.incoadvisor,
                        digest=receipt.digest, date=self.recording.on)
        yield ""
        yield f"## {self._say('te_md_start')}"
        yield ""
        for item in self.player.scene(0).memory:
            yield f"- {escaped(item.text)}"
        for number in range(1, len(self.recording.steps) + 1):
            yield from self._step(self.player.scene(number))
        yield ""
        yield f"## {self._say('te_h_terms')}"
        yield ""
        for term in self.player.scene(len(self.recording.steps)).terms:
            yield f"- {term.term} – {self._say(f'te_term_{term.status}')}"
        yield ""
        yield self._say("disclaimer")

    def _step(self, scene: Scene) -> Iterator[str]:
        yield ""
        mark = f" – **{self._say('te_decides')}**" if scene.decides else ""
        yield f"## {scene.step}. {self._say(f'kp_stage_{scene.stage}')}{mark}"
        yield ""
        yield escaped(scene.because)
        yield ""
        if scene.rule:
            yield f"- {self._say('te_rule')}: `{scene.rule}` ({scene.why})"
        if scene.conditions:
            yield f"- {self._say('te_h_conditions')}:"
            for item in scene.conditions.items:
                yield from self._condition(item, 1)
        new = [item for item in scene.memory if item.new and item.text != scene.because]
        for key, items in (("tx_uses", scene.matched), ("tx_adds", new)):
            if items:
                yield f"- {self._say(key)}: {'; '.join(escaped(i.text) for i in items)}"
        fallen = [t.term for t in scene.terms if t.new and t.status == "fallen"]
        if fallen:
            yield f"- {self._say('te_falls', terms=', '.join(fallen))}"
        if scene.how:
            yield f"- {escaped(scene.how)}"
        if scene.withdrawn_by:
            yield f"- {self._say('tx_withdrawn', rule=f'`{scene.withdrawn_by}`')}"
        waiting = [w.name for w in scene.agenda if not w.fires]
        if waiting:
            yield f"- {self._say('te_h_agenda')}: {', '.join(f'`{name}`' for name in waiting)}"

    def _condition(self, node: ConditionNode, depth: int) -> Iterator[str]:
        text = node.text if node.kind == "fact" else self._say(f"kp_{node.kind}")
        yield f"{'  ' * depth}- {TRUTH[node.truth or 'unknown']} {escaped(text)}"
        for item in node.items:
            yield from self._condition(item, depth + 1)

    def _say(self, key: str, **values: object) -> str:
        return self.texts.say(key, self.lang, **values)
