"""What every test of the command may ask for."""

from tests.cli.commands import holdfast

__all__ = ["holdfast"]
