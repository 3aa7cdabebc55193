"""Ground floor: paths, ids, the clock, whole-file writes, logging, worded messages. Knows nothing above it."""
