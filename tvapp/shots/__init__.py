"""`shots`: one PNG a screen, at a fixed moment, in any text size and theme: `script` says what is taken, `studio` takes it."""
