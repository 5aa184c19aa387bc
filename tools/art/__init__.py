"""The drawings of the television as SVG made by sums: covers, section pictures, backgrounds. For make_art only."""
