"""Open data: every published series as tidy CSV, as a workbook that people read, and as JSON with its definition."""
