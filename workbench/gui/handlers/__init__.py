"""What the actions of the window do, in four groups: files, edits, views, tools."""
