"""Facts beside the events: figures, agreements, statements, each tied to where it stands in the text."""

from dragoman.facts.agreements import AgreementTables, find_agreements, load_agreement_tables
from dragoman.facts.figures import FigureMention, FigureWords, find_figures, load_figure_words
from dragoman.facts.statements import StanceVerb, StanceWords, find_statements, load_stance_verbs
from dragoman.facts.tying import tie_figures

__all__ = [
    "AgreementTables",
    "FigureMention",
    "FigureWords",
    "StanceVerb",
    "StanceWords",
    "find_agreements",
    "find_figures",
    "find_statements",
    "load_agreement_tables",
    "load_figure_words",
    "load_stance_verbs",
    "tie_figures",
]
