"""How a contributor is asked at a terminal: with TAB completion, and again after a wrong answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from generator.drafting.lookup import Words
from generator.model.problem import Problem, quoted

try:
    import readline
except ImportError:  # as on Windows; questions are then asked without completion
    readline = None  # type: ignore[assignment]  # the module or nothing

Judge = Callable[[str], Iterable[Problem]]
"""Gives what is wrong with an answer."""


Complete = Callable[[str], Sequence[str]]
"""Gives what a beginning can become."""


def ask(question: str, judge: Judge) -> str:
    """Ask until the answer has no error; an empty answer counts where `judge` lets it pass."""
    while True:
        answer = _answer(question, _nothing)
        errors = [problem for problem in judge(answer) if problem.severity == "error"]
        if not errors:
            return answer
        for problem in errors:
            click.echo(f"  {worded(problem)}")


def choose(question: str, words: Words, place: str, *, may_skip: bool = False) -> str:
    """Ask for an entry of the registry by any of its names; gives its id, or nothing if skipped."""
    while True:
        answer = _answer(question, lambda start: [id_ for id_, _ in words.beginning(start)])
        if not answer:
            if may_skip:
                return ""
            click.echo("  an answer is needed; TAB twice shows what there is")
            continue
        id_ = words.exact(answer)
        if id_ is not None:
            if id_ != answer:
                click.echo(f"  {id_} ({words.names[id_]})")
            return id_
        near = words.near(answer)
        if near is None:
            click.echo(f"  {quoted(answer)} is not in the {place}; TAB twice shows what there is")
        elif click.confirm(
            f"  {quoted(answer)} is not in the {place}. Did you mean `{near}` "
            f"({words.names[near]})?",
            default=False,
        ):
            return near


def pick(question: str, options: Sequence[str], default: str) -> str:
    """Ask for one of a field's options."""
    with _completing(lambda start: [option for option in options if option.startswith(start)]):
        return str(click.prompt(question, type=click.Choice(options), default=default))


def propose(
    question: str,
    proposal: str,
    taken: Mapping[str, str],
    faults: Callable[[str], Sequence[Problem]],
) -> str:
    """Ask for an id, with one that is free as the answer to Enter."""
    while True:
        answer = str(click.prompt(question, default=proposal)).strip()
        if found := faults(answer):
            click.echo(f"  {worded(found[0])}")
        elif answer in taken:
            click.echo(f"  `{answer}` is taken by {taken[answer]}")
        else:
            return answer


def worded(problem: Problem) -> str:
    """Word a problem of an entry that has no lines yet; what does not show is written out."""
    words = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in words)


def _answer(question: str, complete: Complete) -> str:
    with _completing(complete):
        return str(click.prompt(question, default="", show_default=False)).strip()


def _nothing(_start: str) -> Sequence[str]:
    return ()


@contextmanager
def _completing(complete: Complete) -> Iterator[None]:
    """Let TAB complete the whole answer, as long as one question is open."""
    if readline is None:
        yield
        return

    def nth(start: str, number: int) -> str | None:
        fitting = complete(start)
        return fitting[number] if number < len(fitting) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    readline.set_completer_delims("")
    readline.set_completer(nth)
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
