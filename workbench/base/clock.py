"""The time of day, in one place, so that a test or a reproducible export can hold it still."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def now() -> datetime:
    """The present moment, UTC, whole seconds; ``SOURCE_DATE_EPOCH`` fixes it (reproducible builds' convention)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch else datetime.now(tz=UTC)
    return moment.replace(microsecond=0)


def today() -> date:
    """Today's date on this computer."""
    return now().astimezone().date()


def stamp(moment: datetime | None = None) -> str:
    """ISO text of a moment (now if none), such as ``2026-11-21T10:42:00Z``."""
    return (moment or now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
