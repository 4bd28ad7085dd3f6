"""PUBLISH: pages → website. The only door to mkdocs."""
