"""From the bytes of minutes to a graph of cases and back out again."""
