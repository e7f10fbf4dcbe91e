"""YAML as cases use it: PyYAML's safe loader, with three differences.

A time stays text, a whole number is decimal (0123 is text, and keeps its zero), and a key that
stands twice in one mapping is an error instead of a silent loss.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.constructor import ConstructorError

from rexian.i18n import _
from rexian.model.terms import shown

if TYPE_CHECKING:
    from yaml import SafeLoader as Base
else:
    Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WHOLE = "tag:yaml.org,2002:int"
_REPLACED = {_WHOLE, "tag:yaml.org,2002:timestamp"}


_DEEP = 1_000


def read_yaml(text: str) -> object:
    """Return the plain value of a YAML document.

    Raises:
        yaml.YAMLError: the text is not YAML, or has a key twice; most carry a line and a column.
        RecursionError: it nests deeper than the parser's stack can bear.
        ValueError, KeyError, AttributeError: a tag forces a type on a text that is not of it.
    """
    _refuse_depth(text)
    return yaml.load(text, _CaseLoader)  # noqa: S506 - it extends the safe loader


def read_nodes(text: str) -> yaml.Node | None:
    """Return the nodes of a YAML document, which know where they stand; None for an empty one.

    Raises:
        yaml.YAMLError, RecursionError: as `read_yaml`.
    """
    _refuse_depth(text)
    return yaml.compose(text, _CaseLoader)


class _CaseLoader(Base):
    """The loader: it builds plain values only."""

    def get_single_node(self) -> yaml.Node | None:
        """Return the document's root, none of whose mappings has a key twice."""
        root: yaml.Node | None = super().get_single_node()
        if root is not None:
            _refuse_repeated_keys(root)
        return root


def _refuse_depth(text: str) -> None:
    if _too_deep(text):
        raise RecursionError


# libyaml's stack ends in a crash, not an exception: what could be that deep is measured first.
def _too_deep(text: str) -> bool:
    openers = text.count("[") + text.count("{")
    if openers <= _DEEP and max(map(len, text.splitlines()), default=0) <= _DEEP:
        return False
    depth = 0
    for event in yaml.parse(text, _CaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEP:
            return True
    return False


# Merge keys (`<<`) rewrite nodes while values are built, so keys are compared before that.
def _refuse_repeated_keys(root: yaml.Node) -> None:
    seen, waiting = set(), [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            _compare_keys(node)
            waiting.extend(value for _key, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


def _compare_keys(node: yaml.MappingNode) -> None:
    keys = set()
    for key, _value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in keys:
            problem = _("the key {key} stands twice in one mapping").format(key=shown(key.value))
            raise ConstructorError(None, None, problem, key.start_mark)
        keys.add(key.value)


_CaseLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _REPLACED]
    for first, resolvers in Base.yaml_implicit_resolvers.items()
}
_CaseLoader.add_implicit_resolver(_WHOLE, re.compile(r"-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
