"""Facts beside events: figures, agreements with the acts on them, and statements."""

from dragoman.facts.agreements import find_agreements, load_agreement_tables
from dragoman.facts.figures import FigureMention, find_figures, load_figure_words
from dragoman.facts.statements import find_statements, load_stance_verbs
from dragoman.facts.tying import tie_figures

__all__ = [
    "FigureMention",
    "find_agreements",
    "find_figures",
    "find_statements",
    "load_agreement_tables",
    "load_figure_words",
    "load_stance_verbs",
    "tie_figures",
]
