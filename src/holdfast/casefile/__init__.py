"""The case file: checking, reading, writing, looking back, its JSON Schema and its event tables."""
