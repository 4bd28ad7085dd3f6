"""SHOW: sentences and quotes → views → Markdown → HTML."""
