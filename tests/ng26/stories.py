"""Small cases for one recommendation at a time: a child of whom everything is known and nothing is going on, and changes to that."""

from datetime import date, timedelta
from typing import Any

from holdfast.casefile.checking import errors
from holdfast.engine.findings import Finding
from holdfast.ng26.guideline import findings
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.vocabulary import AREAS
from tests.properties.days import months_before

Case = dict[str, Any]
TODAY = date(2026, 3, 1)
SINCE = "2025-06-01"  # since when the child has lived in the present home


def ago(days: int = 0, months: int = 0, years: int = 0, *, today: date = TODAY) -> str:
    """A day so long ago; `days` may be negative: a day to come, or one nearer than the months."""
    return (months_before(today, months + 12 * years) - timedelta(days=days)).isoformat()


def later(day: str, days: int) -> str:
    """So many days after a day."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def home(context: str | None, kind: str | None, **more: Any) -> Case:
    """Where the child lives now."""
    return {
        "start": SINCE,
        "end": None,
        "context": context,
        "home": kind,
        "carer": "C1",
        "stable": True,
        **more,
    }


EDGE, FOSTER, RESIDENTIAL = (
    ("edge_of_care", "birth_family"),
    ("in_care", "foster"),
    ("in_care", "residential"),
)
GUARDIAN, ADOPTED = ("special_guardianship", "special_guardian"), ("adopted", "adoptive")


def story(
    where: tuple[str | None, str | None] = FOSTER, *, age: int = 3, today: date = TODAY, **changes: Any
) -> Case:
    """A valid case: a child of this age (born a month before the birthday's day) living there; `changes` replace whole fields.

    Nothing else is going on, and that is known: lists are empty, what can be known not done is.
    """
    born = months_before(today, 12 * age + 1).isoformat()
    case: Case = {
        "format": CASE_FILE.format,
        "as_of": today.isoformat(),
        "child": {"id": "A1", "date_of_birth": born, "unaccompanied_asylum_seeking": False},
        **{table.name: [] for table in CASE_FILE.tables if not table.inside},
        "care": [home(*where)],
        "children_with_attachment_difficulties_in_home": 1,
        "permanence": {"return_home_possible": True, "kinship_considered": False, "plan": "none"},
        "adoption": _not_done("adoption") | {"support_offered": []},
        "life_story": {"information_offered": False, "people": 0, "places": 0},
        "maltreatment": {"experienced": False, "at_risk": False},
        "trauma_signs": False,
        "safeguarding": {"addressed_in_plan": True},
        "concerns_remain": False,
        "education": {
            "setting": "none", "plan_updated": False, "key_person": False, "safe_place": False, "contacts_complete": False,
            "designated_teacher": {"named": False, "trained_attachment": False, "trained_data_protection": False},
            "attends_reviews": False, "supported_during_intervention": False, "preferred_setting": False,
        },
        "carer_work": {"key_attachment_figure": False, "group_work_with_staff": False},
        "attachment": [status("not_found", on=ago(400, today=today))],
    }  # fmt: skip
    return case | changes


def _not_done(name: str) -> Case:
    return {
        f.key.split("/")[1]: False for f in CASE_FILE.fields if f.key.startswith(f"{name}/") and f.or_false
    }


def status(which: str = "suspected", *, on: str = SINCE) -> Case:
    """An attachment status."""
    return {"date": on, "status": which}


CONCERN = [status()]  # attachment difficulties are suspected


def assessment(on: str = "2026-02-01", areas: Any = tuple(AREAS), **more: Any) -> Case:
    """A comprehensive assessment, of all eight areas unless said otherwise."""
    return {"date": on, "type": "comprehensive", "areas": list(areas), **more}


ASSESSED = [assessment()]


def programme(code: str, offered: Any = "2026-01-10", response: str | None = "accepted", **more: Any) -> Case:
    """An entry of a programme with today's carers, begun unless said otherwise."""
    return {
        "programme": code, "carer": "C1", "offered": offered, "response": response, "practitioner_trained": True, "sessions": [],
        "safeguarding_in_place": True, "adaptations_considered": [],
        "improvement": {"parental_sensitivity": "clear", "child_attachment": "clear"}, **more,
    }  # fmt: skip


LITTLE = {"parental_sensitivity": "little", "child_attachment": "clear"}


def sessions(count: int, *, first: str, every: int = 7, **each: Any) -> list[Case]:
    """Sessions so many days apart."""
    return [{"date": later(first, every * n), **each} for n in range(count)]


def review(on: str, conclusion: str | None = "further_intervention", kind: str = "multi_agency") -> Case:
    """A review."""
    return {"date": on, "type": kind, "conclusion": conclusion}


def proposal(kind: str, on: str = "2026-03-01", **more: Any) -> Case:
    """What somebody wants to do next."""
    return {"date": on, "kind": kind, **more}


def finding(number: str, case: Case, **settings: int) -> Finding:
    """What one recommendation says of a case, which is valid."""
    assert errors(case) == []
    answer = findings(case, {**DEFAULTS, **settings})
    return next(f for f in answer.findings if f.recommendation == number)


def state(number: str, case: Case, **settings: int) -> str:
    """The state of one finding."""
    return finding(number, case, **settings).state


def without(case: Case, path: str) -> Case:
    """The case with one thing not known, by its path (`care/0/home`)."""
    return _without(case, path.split("/"))  # type: ignore[no-any-return]


def _without(holder: Any, keys: list[str]) -> Any:
    if isinstance(holder, list):
        return [_without(each, keys[1:]) if n == int(keys[0]) else each for n, each in enumerate(holder)]
    if len(keys) == 1:
        return {key: value for key, value in holder.items() if key != keys[0]}
    return {**holder, keys[0]: _without(holder[keys[0]], keys[1:])}
