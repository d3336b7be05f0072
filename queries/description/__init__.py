"""Questions by which the store is described: what there is of it, by class and property."""
