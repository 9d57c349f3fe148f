"""`cases()`: valid case files rich in what is not known, with every day near a limit that matters."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.vocabulary import AREAS, PROGRAMMES
from tests.properties.courses import course
from tests.properties.days import AGES, Calendar, days_before, months_before
from tests.properties.fields import Pen

Case = dict[str, Any]
CARE, ASSESSMENTS = CASE_FILE.by_table["care"], CASE_FILE.by_table["assessments"]
_LISTS = {t.name: t for t in CASE_FILE.tables if not t.inside}


@dataclass(frozen=True)
class Circumstances:
    """What a case is likely to be about, so that a recommendation deep in the guideline is reached often enough."""

    ages: tuple[int, ...]
    homes: tuple[tuple[str, str], ...]  # (context, home) of the present placement
    programmes: tuple[str, ...]


_EDGE = (("edge_of_care", "birth_family"), ("in_care", "birth_family"), ("edge_of_care", "adoptive"))
_FAMILY = (
    ("in_care", "foster"), ("in_care", "kinship_foster"), ("adopted", "adoptive"), ("special_guardianship", "special_guardian"),
)  # fmt: skip
_HOMES = (("in_care", "residential"), ("in_care", "secure"), ("in_care", "semi_independent"))
_ALL = tuple(PROGRAMMES)
CIRCUMSTANCES = (
    Circumstances(AGES, (), ()),
    Circumstances(
        (3, 4, 2, 1, 5), _EDGE, ("video_feedback", "video_feedback", "sensitivity_training", "home_visiting")
    ),
    Circumstances(
        (4, 3, 2), _EDGE[:1], ("video_feedback", "sensitivity_training", "parent_child_psychotherapy")
    ),
    Circumstances((3, 4, 2, 1, 5), _FAMILY, ("video_feedback", "sensitivity_training")),
    Circumstances(
        (6, 9, 5, 10, 11, 13, 14),
        _FAMILY,
        ("intensive_carer_support", "therapeutic_play", "carer_group", "young_person_group"),
    ),
    Circumstances((7, 12, 15, 17, 18), _EDGE, ("sensitivity_training", "trauma_focused_cbt")),
    Circumstances(
        (14, 9, 12, 13, 16, 17, 18), _HOMES, ("residential_sensitivity_training", "trauma_focused_cbt")
    ),
)


def cases() -> st.SearchStrategy[Case]:
    """Valid case files. They shrink to few entries, few fields, plain days."""
    return _cases()


@st.composite
def _cases(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Case:
    calendar = Calendar(draw)
    pen = Pen(calendar, draw(st.sampled_from((10, 0, 0, 1, 1, 2, 4))))
    about = draw(st.sampled_from(CIRCUMSTANCES))
    found: dict[str, Any] = {"care": (care := _care(pen, about))}
    found["programmes"] = _programmes(pen, about, care if isinstance(care, list) else [])
    for name, table in _LISTS.items():
        if name == "assessments":
            found[name] = _assessments(pen)
        elif name in ("attachment", "reviews"):
            found[name] = pen.entries(table, (1, 2, 1, 2, 0, 3))
        elif name not in found:
            found[name] = pen.entries(table)
    case = {"format": CASE_FILE.format, "as_of": calendar.as_of.isoformat()}
    own = pen.object(
        CASE_FILE.fields, {"as_of": case["as_of"], "child": None, "education": None, "adoption": None}
    )
    own["child"] = _child(pen, about)
    for name in ("education", "adoption"):
        own[name] = _one_object(pen, name)
    found |= own
    return case | {key: found[key] for key in CASE_FILE.order if found.get(key, ...) is not ...}


def _child(pen: Pen, about: Circumstances) -> Case:
    fields = [f for f in CASE_FILE.fields if f.key.startswith("child/")]
    child: Case = _below(
        pen, "child", [f for f in fields if f.key not in ("child/id", "child/date_of_birth")]
    )
    child["id"] = "A1"
    if not pen.chance(pen.unknown_in_20 // 2):
        child["date_of_birth"] = pen.calendar.birth(about.ages).isoformat()
        pen.calendar.mark(date.fromisoformat(child["date_of_birth"]))
    return child


def _one_object(pen: Pen, name: str) -> Any:
    """An object of the child's own fields; mostly done, so that the last thing lacking shows."""
    found = _below(pen, name, [f for f in CASE_FILE.fields if f.key.startswith(f"{name}/")])
    return ... if pen.chance(pen.unknown_in_20 // 2) else found


def _below(pen: Pen, name: str, fields: list[Any]) -> Case:
    return pen.object(fields).get(name) or {}


def _care(pen: Pen, about: Circumstances) -> Any:
    """Homes one after another, the last one perhaps still going on; joined to the day, a day apart, or with a break."""
    if pen.chance(pen.unknown_in_20 // 4):
        return pen.pick((..., None))
    calendar, homes = pen.calendar, []
    going_on = pen.chance(19)
    end = calendar.as_of if going_on else calendar.day()
    for i in range(pen.pick((1, 2, 3, 1, 2, 2, 3, 3, 4, 5, 0))):
        start = _start(pen, end)
        given: Case = {"start": start.isoformat(), "end": None if i == 0 and going_on else end.isoformat()}
        if about.homes and (i == 0 or pen.chance(12)):
            given["context"], given["home"] = pen.pick(about.homes)
            for key in ("context", "home"):
                if pen.chance(pen.unknown_in_20 // 2):
                    del given[key]
        elif homes and pen.chance(10):
            given |= {key: homes[0][key] for key in ("carer", "home") if key in homes[0]}
        homes.insert(0, pen.entry(CARE, given))
        calendar.mark(start)
        end = days_before(start, pen.pick((0, 1, 1, 2, 40)))
    if pen.chance(1):
        homes.reverse()
    return homes


def _start(pen: Pen, end: date) -> date:
    kind = pen.pick(("some time", "one day", "a window's end"))
    if kind == "a window's end":
        months = pen.pick((3, 6, 12))
        return min(end, days_before(months_before(pen.calendar.as_of, months), pen.pick((0, 1, -1))))
    return (
        end
        if kind == "one day" and pen.chance(6)
        else days_before(end, pen.pick((100, 28, 29, 27, 1, 7, 370, 700)))
    )


def _programmes(pen: Pen, about: Circumstances, homes: Any) -> Any:
    if pen.chance(pen.unknown_in_20 // 2):
        return pen.pick((..., None))
    likely = (about.programmes or _ALL) if pen.chance(17) else _ALL
    marks, found = list(pen.calendar.marks), []
    for _ in range(pen.pick((1, 2, 0, 3))):
        entry = course(pen, pen.pick(likely), marks)
        if homes and "carer" in homes[-1] and pen.chance(8):
            entry["carer"] = homes[-1]["carer"]
        found.append(entry)
    return found


def _assessments(pen: Pen) -> Any:
    """Often a whole comprehensive assessment, in one visit or in two, beside others of every kind."""
    found = pen.entries(ASSESSMENTS, (0, 1, 2, 3))
    if not isinstance(found, list) or not pen.chance(12):
        return found
    given: Case = {"type": "comprehensive", "areas": list(AREAS), "date": pen.calendar.day().isoformat()}
    if pen.chance(10):
        given["date"] = pen.calendar.as_of.isoformat()
    if pen.chance(5):
        cut = pen.pick(range(1, len(AREAS)))
        given["areas"] = list(AREAS)[:cut]
        found.append(
            pen.entry(
                ASSESSMENTS, {**given, "areas": list(AREAS)[cut:], "date": pen.calendar.day().isoformat()}
            )
        )
    return [*found, pen.entry(ASSESSMENTS, given)]
