"""Pictures as SVG: pure functions from frozen values to markup, the same bytes for the same values."""
