"""Escalation: holding to account.

On redoing, on review higher up and on supervision the document is silent: tracking and urging by
the hotline staff have no trigger of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, adverse_effect, clause, faults, hookimpl, value

from rexian_nanchang_nrp.readings import ADVERSE_EFFECT

# 四之四 追责问责：落实不到位、不作为、乱作为、敷衍塞责、弄虚作假等造成不良影响的。未列举的情形由人
# 判断，不自动触发；追责的形式依有关规定，本方案未写明。
IN_EFFECT = adverse_effect | ADVERSE_EFFECT.is_("last")


def held_to_account(fault: str) -> Rule:
    """Hold to account for this fault where it had an adverse effect."""
    return value(
        f"accountability.{fault}",
        {},
        when=faults.has(fault) & IN_EFFECT,
        per=clause("s4.4.grounds"),
    )


ACCOUNTABILITY = (
    held_to_account("poor_handling"),
    held_to_account("inaction"),
    held_to_account("wrongful_act"),
    held_to_account("perfunctory"),
    value(
        "accountability.falsification",
        {},
        when=faults.has("falsification") & adverse_effect,
        per=clause("s4.4.grounds"),
    ),
)


@hookimpl
def escalation() -> Sequence[Rule]:
    """Return the grounds for holding to account, in the order of the document."""
    return ACCOUNTABILITY
