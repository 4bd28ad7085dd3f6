"""The tree of the text that was parsed last. A page and its checks ask for the same one in turn."""

from functools import lru_cache

from .node import Node
from .tree import parse


@lru_cache(maxsize=1)
def tree_of(source: str) -> Node:
    """The tree that `parse` gives. It is frozen, so that all may hold the same."""
    return parse(source)
