"""Our graph in the terms of others: CONSTRUCT queries, each a part of one export."""
