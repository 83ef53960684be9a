"""The day that an instant counts for: on the person's own wall clock, until they say it is over."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyday.domain import Moment, Person

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("utc", "zone", "day_ends_at", "day"),
    [
        # an ordinary night
        ("2026-11-24T22:59", "Europe/Berlin", time(3), date(2026, 11, 24)),
        ("2026-11-25T01:59", "Europe/Berlin", time(3), date(2026, 11, 24)),
        ("2026-11-25T02:00", "Europe/Berlin", time(3), date(2026, 11, 25)),
        ("2026-11-25T00:00", "Europe/Berlin", time(0), date(2026, 11, 25)),
        ("2026-11-25T04:59", "Europe/Berlin", time(6), date(2026, 11, 24)),
        # clocks go forward at 01:00 UTC: 03:00 comes an hour early
        ("2027-03-28T00:59", "Europe/Berlin", time(3), date(2027, 3, 27)),
        ("2027-03-28T01:00", "Europe/Berlin", time(3), date(2027, 3, 28)),
        # clocks go back at 01:00 UTC: half past two comes twice, and is still the night before
        ("2027-10-31T00:30", "Europe/Berlin", time(3), date(2027, 10, 30)),
        ("2027-10-31T01:30", "Europe/Berlin", time(3), date(2027, 10, 30)),
        ("2027-10-31T02:00", "Europe/Berlin", time(3), date(2027, 10, 31)),
        # far from Greenwich
        ("2026-11-24T23:00", "Pacific/Auckland", time(3), date(2026, 11, 25)),
        ("2026-11-25T10:59", "Pacific/Honolulu", time(3), date(2026, 11, 24)),
    ],
)
def test_a_day_ends_on_the_wall_clock(utc: str, zone: str, day_ends_at: time, day: date) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)

    assert Moment(at, ZoneInfo(zone), day_ends_at).day == day
    assert Person("ana", ZoneInfo(zone), day_ends_at).moment(at).day == day


@given(
    st.integers(0, 10 * 365 * 24 * 60),
    st.times(max_value=time(11, 59)),
)
def test_days_follow_one_another_without_a_gap(minutes: int, day_ends_at: time) -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    now = Moment(at, BERLIN, day_ends_at).day
    later = Moment(at + timedelta(hours=26), BERLIN, day_ends_at).day

    assert now < later <= now + timedelta(days=2)
