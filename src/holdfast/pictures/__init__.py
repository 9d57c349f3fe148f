"""Pictures of what is recorded, as SVG text with the same in words: chronology, genogram, ecomap, areas, line chart."""
