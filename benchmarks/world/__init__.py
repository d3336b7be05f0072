"""Invented municipalities: their bodies, people and cases over the years, and the minutes that tell of them."""
