"""From stated graphs to concluded ones."""
