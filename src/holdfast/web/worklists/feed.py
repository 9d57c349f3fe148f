"""The week as a calendar: iCalendar (RFC 5545) under an address that only its owner has, and can take back.

A calendar program has no sign-in, so an entry says no name: the child's initials, what is due, and a link to sign in by.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from holdfast.forms.words import say_day
from holdfast.web.worklists.week import Week

AHEAD = timedelta(days=60)


def initials(name: str) -> str:
    """'AM' of 'Ada Marsh'."""
    return "".join(word[0].upper() for word in name.split()[:2])


def as_calendar(weeks: Iterable[Week], base: str) -> bytes:
    """All that has a day, each as an entry of a whole day. `base` is the address of this installation."""
    calendar = Calendar()
    calendar.add("prodid", "-//Holdfast//Worklist//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Holdfast")
    for week in weeks:
        for number, task in enumerate(week.dated):
            event = Event()
            event.add("uid", f"{week.child.pk}-{task.sort}-{task.by}-{number}@holdfast")
            event.add("dtstamp", datetime.combine(task.by, time(0), UTC))
            event.add("dtstart", task.by)
            event.add("dtend", task.by + timedelta(days=1))
            event.add("summary", f"{initials(week.child.called)}: {short(task.says)}")
            event.add("description", f"By {say_day(task.by)}. Sign in to see more: {base}{task.href}")
            event.add("class", "CONFIDENTIAL")
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def short(says: str) -> str:
    """The first words: a calendar shows no more, and should not."""
    return says if len(says) <= 60 else says[:59].rsplit(" ", 1)[0] + "…"
