"""A recorded run on the terminal, step by step."""

from incoadvisor.model.recording import Recording
from incoadvisor.render.player import Player, Scene
from incoadvisor.render.player_markdown import TRUTH
from incoadvisor.render.terminal.advice import trace_line
from incoadvisor.render.terminal.page import Page


def show_receipt(page: Page, recording: Recording, digest: str) -> None:
    """What the trace was made with, and whether that is what is here now."""
    receipt = recording.receipt
    page.line(page.say("te_receipt", engine=receipt.engine, version=receipt.incoadvisor,
                       digest=receipt.digest, date=recording.on), style="dim")
    if receipt.digest != digest:
        page.line(page.say("te_other_digest", digest=digest), style="yellow")


def show_steps(page: Page, recording: Recording) -> None:
    """Every firing with working memory, agenda, conditions and the terms that fall."""
    player = Player(recording, page.texts, page.lang)
    for number in range(1, len(recording.steps) + 1):
        _step(page, recording, player.scene(number))
    page.disclaimer()


def show_lines(page: Page, recording: Recording) -> None:
    """Every firing on a few lines."""
    for step in recording.steps:
        trace_line(page, step, step.name, step.because.get(page.lang))
    page.disclaimer()


def _step(page: Page, recording: Recording, scene: Scene) -> None:
    step = recording.steps[scene.step - 1]
    page.line()
    page.line(f"{scene.step}. {scene.name} ({scene.stage})", style="bold")
    page.line(scene.because, indent=3)
    if scene.decides:
        page.line(page.pair("te_decides", scene.how or ""), style="bold green", indent=3)
    if scene.why:
        page.line(page.pair("te_why", scene.why), style="dim", indent=3)
    for item in scene.conditions.items if scene.conditions else ():
        text = item.text or page.say(f"kp_{item.kind}")
        page.bullet(text, mark=TRUTH[item.truth or "unknown"], indent=3)
    memory = [f"+{m.id}" if m.new else m.id for m in scene.memory]
    for key, items, style in (
            ("l_memory", memory, "dim"), ("l_agenda", step.agenda, "dim"),
            ("l_uses", step.uses, ""), ("l_adds", step.adds, "green")):
        page.line(page.pair(key, ", ".join(items) or page.say("l_empty")), style, indent=3)
    if step.fails:
        page.line(page.pair("l_fails", ", ".join(step.fails)), style="red", indent=3)
    fallen = [t.term for t in scene.terms if t.new and t.status == "fallen"]
    if fallen:
        page.line(page.say("te_falls", terms=", ".join(fallen)), style="bold red", indent=3)
    if scene.stage == "match" and scene.leader:
        page.line(page.say("te_leader", answer=_answer(page, scene.leader)), style="dim", indent=3)


def _answer(page: Page, answer: str) -> str:
    return page.say(f"state_{answer}") if f"state_{answer}" in page.texts else answer
