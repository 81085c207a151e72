"""PLOVER 0.8 and CAMEO as tables, and the look-ups on them."""

from dragoman.ontology.codes import Ontology, load_ontology

__all__ = ["Ontology", "load_ontology"]
