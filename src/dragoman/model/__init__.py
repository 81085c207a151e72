"""The trained model: a small encoder that reads a sentence with its actor, recipient and trigger marked, and heads that
say what is done. Frames propose, the model disposes.
"""

from dragoman.model.marking import MarkedSentence
from dragoman.model.model import NONE, Judgement, Model, Reading
from dragoman.model.spans import TaggedSpan

__all__ = ["NONE", "Judgement", "MarkedSentence", "Model", "Reading", "TaggedSpan"]
