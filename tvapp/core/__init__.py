"""The pure part: values in, values out. No files, clocks, threads, chance or windows in here."""
