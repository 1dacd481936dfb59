"""What day it is: the one place where the clock is asked."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

_FIRST_TO_SEE_A_DAY = timezone(timedelta(hours=14))


def today() -> date:
    """Ask the clock, once and at the outermost layer; SOURCE_DATE_EPOCH answers in its place.

    It is today as soon as it is anywhere, so that a contributor's own date is never the future.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return now.astimezone(_FIRST_TO_SEE_A_DAY).date()
