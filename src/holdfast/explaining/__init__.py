"""The guideline's definitions in plain English: what a recommendation asks, when it applies, when it is met."""
