"""One module a kind of fact: sections to facts."""
