"""Free-text eligibility criteria to a tree in which nothing is lost and no polarity is guessed."""

from .node import Confidence, Kind, Node, Polarity, Span
from .shared import tree_of
from .tree import parse

__all__ = ["Confidence", "Kind", "Node", "Polarity", "Span", "parse", "tree_of"]
