"""The guideline as a practitioner reads it, from the definitions."""
