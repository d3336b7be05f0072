"""Questions the program asks of the stated graphs, to conclude from them."""
