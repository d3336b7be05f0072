"""The SHACL shapes of every class, one file a theme, and the validation of a graph against them.

A violation is a breach of the model, hence a fault of ours; a warning is an oddity of the document; an info says what
was not read or is not told. Importing this package costs little: the validator is loaded when first used.
"""

from .report import Report, Result
from .validation import shapes_graph, validate

__all__ = ["Report", "Result", "shapes_graph", "validate"]
