"""The window. The only room that knows Qt: it shows what the session holds and turns gestures into operations."""
