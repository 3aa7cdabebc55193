"""Dialogs: window-modal sheets that ask one thing, do it as one step, and can always be left with Esc."""
