"""The docks beside the tabs: the plan as a tree, and the inspector."""
