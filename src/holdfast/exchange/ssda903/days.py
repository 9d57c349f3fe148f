"""Days as ISO text: the guide's way of writing them, ages, and the collection that a day falls in."""

from datetime import date

LAST_DAY = "9999-12-31"  # what goes on has this end where two days are compared
MAJORITY = 18  # Children Act 1989: care ends with the 18th birthday at the latest


def guide_day(iso: str) -> str:
    """An ISO day as the guide writes it: DD/MM/YYYY."""
    return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}"


def birthday(birth: str, age: int) -> str:
    """The ISO day on which somebody reaches an age; 29 February's falls on 1 March."""
    day = f"{int(birth[:4]) + age:04d}{birth[4:]}"
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return f"{day[:4]}-03-01"


def whole_years(birth: str, day: str) -> int:
    """Age on an ISO day; somebody born on 29 February has their birthday on 1 March."""
    return int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:])


def days_between(earlier: str, later: str) -> int:
    """How many days one ISO day lies after another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def collection_year(iso: str) -> int:
    """The year in which the collection that holds this day ends (1 April to 31 March)."""
    year = int(iso[:4])
    return year + 1 if iso[5:] > "03-31" else year
