"""One small class per user action. Each is a frozen value of ids and new values; the session carries it out."""
