"""plaintrials: structured trial records in, a plain-language website out."""

__version__ = "0.1.0"
