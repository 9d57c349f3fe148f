"""Form fields, their widgets, and the words for days and ages: what every room above may ask with."""
