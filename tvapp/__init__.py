"""客厅党建: a living-room television for a street office (see docs/architecture.md)."""

__version__ = "0.1.0"
