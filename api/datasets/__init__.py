"""The graph as datasets: dumps with checksums, VoID, DCAT-AP-DK, a calendar, and what changed."""
