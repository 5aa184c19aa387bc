"""Measurements against yardsticks, run side by side on one machine. No part of the television imports this."""
