"""What docs/desk.md reads off the desk's tables: who may do what, and at which stage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rexian.lifecycle.commands import COMMANDS, Command
from rexian.lifecycle.stages import PENDING, STAGES, STEPS
from rexian.model.terms import Labelled
from rexian.pages.markdown import as_code, cell, table
from rexian.people.permissions import BESIDES, PERMISSIONS, Scope
from rexian.people.roles import ROLES

#: Not in a stage's own row: they may be given nearly always, and lead to an end.
_MENDING = frozenset({"corrected", "voided"})
_MARKS = {Scope.NONE: "", Scope.OWN: "○", Scope.ANY: "●"}
_NUMBERS = {stage: number for number, stage in enumerate(STAGES.ids, 1)}
_HEADS: Mapping[str, tuple[str, ...]] = {
    "en": ("", "stage", "what leads on from it"),
    "zh": ("", "阶段", "由此往下"),
}
_COMMAND_HEADS: Mapping[str, tuple[str, ...]] = {
    "en": ("command", "at stages", "then", "needs"),
    "zh": ("命令", "可在阶段", "之后", "必填"),
}
_OPENS = {"en": "{what} (pending)", "zh": "{what}"}
_SETTLES = {"en": "settles: {what}", "zh": "了结：{what}"}


def roles(language: str) -> str:
    """Return a table of what each role may do: ● with any ticket, ○ with its own unit's."""
    head = ("", *(role.label(language) for role in ROLES))
    acts: list[Labelled] = [*COMMANDS.values(), *BESIDES]
    rows = [
        (_said(act, language), *(_MARKS[PERMISSIONS[act.id].get(r, Scope.NONE)] for r in ROLES.ids))
        for act in acts
    ]
    return table(head, rows)


def stages(language: str) -> str:
    """Return a table of the stages, numbered, with the commands that lead on from each."""
    rows = [
        (str(_NUMBERS[stage.id]), stage.label(language), cell(_onward(stage.id, language)))
        for stage in STAGES
    ]
    return table(_HEADS[language], rows)


def _onward(stage: str, language: str) -> Iterator[str]:
    for command in COMMANDS.values():
        step = STEPS[command.type]
        if stage in step.at and step.to is not None and command.type not in _MENDING:
            yield f"{_said(command, language)} → {_NUMBERS[step.to]}"


def commands(language: str) -> str:
    """Return a table of the commands: at which stages, what comes of it, what must be filled in."""
    rows = [
        (
            _said(command, language),
            _listed(STEPS[command.type].at),
            _outcome(command, language),
            " ".join(as_code(f"--{key.replace('_', '-')}") for key in command.must),
        )
        for command in COMMANDS.values()
    ]
    return table(_COMMAND_HEADS[language], rows)


def _outcome(command: Command, language: str) -> str:
    step = STEPS[command.type]
    told = [
        str(_NUMBERS[step.to]) if step.to else "",
        _OPENS[language].format(what=PENDING.label(step.opens, language)) if step.opens else "",
        _SETTLES[language].format(what=PENDING.label(step.settles, language))
        if step.settles
        else "",
    ]
    return "; ".join(filter(None, told))


def _listed(found: Collection[str]) -> str:
    """Return stages by their numbers, those that follow one another as a range."""
    runs: list[list[int]] = []
    for number in sorted(_NUMBERS[stage] for stage in found):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _said(act: Labelled, language: str) -> str:
    """Return a command or act by its label, and a command by its verb."""
    label = act.label(language)
    return f"{label} {as_code(act.id.replace('_', '-'))}" if act.id in COMMANDS else label
