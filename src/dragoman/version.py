"""The version of the coder; it is written into every record."""

__version__ = "0.1.0"
