"""NICE guideline NG26, *Children's attachment*, as definitions that a practitioner can read."""
