"""The oral on the terminal."""

from incoadvisor.model.oral import Answered, Exam
from incoadvisor.render.terminal.page import Page
from incoadvisor.teach.oral.basis import basis


def show_oral(page: Page, exam: Exam, answers: bool) -> None:
    """Every question, with the model answer and what to listen for; then the marking."""
    page.line(exam.title, style="bold")
    page.line(page.say("oral_asked", count=len(exam.questions), possible=exam.possible),
              style="dim")
    if answers:
        page.line(page.say("oral_defended", clause=exam.clause))
        for note in exam.notes:
            page.line(note, style="yellow")
    for number, question in enumerate(exam.questions, 1):
        page.line()
        page.line(f"{number}. {question.question}", style="bold")
        page.line(page.say(f"teach_h_level_{question.level}"), style="dim", indent=3)
        if answers:
            _answer(page, question, 3)
        for follow in question.follow_ups:
            page.line(page.pair("oral_follow_up", follow.question), indent=3, style="italic")
            if answers:
                _answer(page, follow, 6)
    page.heading("oral_marking")
    for criterion in exam.criteria:
        page.line(page.say("l_pair", name=criterion.label, value=f"{criterion.points:g}"),
                  style="bold")
        for points, text in criterion.grades:
            shown = f"{points:g}".replace(".", "," if page.lang == "fr" else ".")
            page.bullet(f"{shown} – {text}", indent=2)
    page.line(exam.advice, style="dim")
    page.disclaimer()


def _answer(page: Page, told: Answered, indent: int) -> None:
    """What to say first, then each point below it with what it follows from."""
    page.line(told.answer, indent=indent)
    for point in told.points:
        shown = basis(point, page.texts, page.lang)
        if point.text == told.answer:
            page.line(shown, indent=indent, style="dim")
        else:
            page.bullet(f"{point.text} {shown}", indent=indent)
