"""What a user can do, without a window: the open workspace, its operations, and the joins between the rooms below."""
