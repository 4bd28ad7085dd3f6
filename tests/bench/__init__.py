"""What it costs: `make bench` runs us and the alternative side by side and prints ratios."""
