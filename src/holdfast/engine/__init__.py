"""The language in which the guideline is written, and its two engines; knows nothing of any guideline."""
