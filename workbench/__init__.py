"""Blueprint Workbench: a policy plan, its figures, its scenarios and the papers written about it."""

__version__ = "0.1.0"
