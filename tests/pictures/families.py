"""Families for the tests: one drawn by hand with every kind of tie, and any family at all."""

from datetime import date, timedelta

from hypothesis import strategies as st

from holdfast.pictures.genogram import Family, Household, Parentage, Partnership, Person
from holdfast.pictures.genogram.family import COUPLES, PARENTS

ON = date(2026, 11, 1)


def parents(kind: str, who: str, of: str, start: date | None = None) -> list[Parentage]:
    """Each of these as a parent of each of those."""
    return [Parentage(parent, child, kind, start) for parent in who.split() for child in of.split()]


BELLS = Family(
    [
        Person("amara", "Amara Bell", "female", date(2014, 5, 3)),
        Person("jay", "Jay Bell", "male", date(2012, 2, 29)),
        Person("leo", "Leo Bell", "male", date(2017, 6, 1)),
        Person("mia", "Mia Bell", "female", date(2017, 6, 1)),
        Person("mum", "Carly Bell", "female", date(1988, 1, 5)),
        Person("dad", "Dean Watts", "male", date(1985, 3, 4)),
        Person("kofi", "Kofi Mensah", "male", date(1990, 9, 9)),
        Person("zoe", "Zoe Mensah", "female", date(2022, 8, 8)),
        Person("gran", "Joyce Bell", "female", date(1960, 1, 1)),
        Person("gramps", "Ron Bell", "male", date(1955, 1, 1), date(2019, 3, 3)),
        Person("aunt", "Sharon Bell", "female", date(1984, 1, 1)),
        Person("carer", "Ms Adeyemi", "female", date(1975, 5, 5)),
        Person("sam", "Sam", None, None),
        Person("nan", "Rose", "female", date(1950, 1, 1)),
    ],
    [
        Partnership("mum", "dad", "married", date(2011, 1, 1), date(2018, 1, 1)),
        Partnership("mum", "dad", "separated", date(2018, 1, 1)),
        Partnership("mum", "kofi", "together", date(2020, 1, 1)),
        Partnership("gran", "gramps", "married", date(1980, 1, 1)),
    ],
    [
        *parents("birth", "mum dad", "amara jay leo mia"),
        *parents("birth", "mum kofi", "zoe"),
        *parents("birth", "gran gramps", "mum aunt"),
        *parents("foster", "carer", "amara sam", date(2026, 3, 3)),
        *parents("kinship", "gran", "jay", date(2020, 1, 1)),
        *parents("step", "kofi", "leo", date(2021, 1, 1)),
        *parents("adoptive", "nan", "sam", date(2010, 1, 1)),
    ],
    [Household("Ms Adeyemi’s", ["amara", "carer", "sam"]), Household("Gran’s", ["gran", "jay"])],
)


@st.composite
def families(draw: st.DrawFn) -> Family:
    """Up to twelve people, in which nobody is their own forebear; otherwise anything goes."""
    count = draw(st.integers(1, 12))
    days = st.none() | st.dates(date(1940, 1, 1), ON + timedelta(days=300))
    people = [
        Person(
            f"p{n}",
            draw(st.text("ab <&", max_size=30)),
            draw(st.sampled_from(["male", "female", None, "x"])),
            draw(days),
        )
        for n in range(count)
    ]
    two = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda ab: ab[0] < ab[1])
    ties = st.lists(two, max_size=14) if count > 1 else st.just([])
    start = st.none() | st.dates(date(2000, 1, 1), ON)
    couples = [
        Partnership(f"p{a}", f"p{b}", draw(st.sampled_from([*COUPLES])), draw(start)) for a, b in draw(ties)
    ]
    parentages = [
        Parentage(f"p{a}", f"p{b}", draw(st.sampled_from([*PARENTS])), draw(start)) for a, b in draw(ties)
    ]
    members = st.lists(st.integers(0, count - 1), max_size=6, unique=True)
    homes = [Household(f"Home {n}", [f"p{m}" for m in draw(members)]) for n in range(draw(st.integers(0, 2)))]
    return Family(people, couples, parentages, homes)
