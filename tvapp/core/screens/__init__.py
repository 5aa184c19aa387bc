"""One file a screen: what its keys do (`on_key`) and what it shows (`view`), side by side."""
