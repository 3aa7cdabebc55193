"""What the program is about, as plain values and rules: plans, figures, scenarios, papers. No files, no Qt."""
