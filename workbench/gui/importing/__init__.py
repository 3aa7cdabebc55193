"""The import wizard: a file as printed and painted, its series, where they go, what was done and why."""
