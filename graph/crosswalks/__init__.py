"""Crosswalks: the store in the terms of OSLO, ELI-DL, OParl and Popolo, and as tables (docs/crosswalks.md)."""
