"""Holdfast: case management for children's attachment that follows NICE guideline NG26."""

__version__ = "0.1.0"
