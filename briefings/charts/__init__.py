"""Charts: one Vega-Lite file each, filled with data here and drawn the same for screen, PDF and DOCX."""
