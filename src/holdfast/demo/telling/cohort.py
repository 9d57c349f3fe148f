"""The children: case files of the synthetic cohort, each with a team of Saltmarsh's own staff."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from holdfast.casefile.event_tables import to_cases
from holdfast.demo.telling import staff
from holdfast.simulate import blocks

Case = dict[str, Any]
_STAFF_OF = {  # a role in the child's team, and the account roles that fill it
    "key_worker": "key_worker",
    "personal_adviser": "personal_adviser",
    "independent_reviewing_officer": "reviewing_officer",
    "therapist": "therapist",
    "health_visitor": "health_visitor",
    "designated_teacher": "designated_teacher",
    "school_key_person": "school_key_person",
}
_TEAM_OF_CONTEXT = {
    "edge_of_care": staff.EDGE,
    "not_in_scope": staff.EDGE,
    "special_guardianship": staff.PERMANENCE,
    "adopted": staff.PERMANENCE,
}


def cases(children: int, seed: int, as_of: date) -> Iterator[Case]:
    """The case files of the cohort, the same for the same seed and day."""
    dealt: Counter[str] = Counter()
    for tables in blocks(children, seed, as_of):
        for case in to_cases(tables):
            # The return in the repository has children called S1 and so on as well.
            child = {**case["child"], "id": f"SM{int(case['child']['id'][1:]):04}"}
            yield with_our_team({**case, "child": child}, dealt)


def with_our_team(case: Case, dealt: Counter[str]) -> Case:
    """The case file with our staff in its team, and with a social worker now. `dealt` counts who has how many children."""
    today = date.fromisoformat(case["as_of"])
    dice = Random(f"team {case['child']['id']}")
    workers = staff.in_role("social_worker", team=team_for(case, today))
    now = min(workers, key=lambda key: (dealt[key], key))
    dealt[now] += 1
    entries = [_ours(entry, now, workers, case, today, dice) for entry in case.get("team") or []]
    if not any(e["role"] == "social_worker" and _lasts(e) for e in entries):
        entries.append({"role": "social_worker", "person": now, "start": _since(case, today)})
    return {**case, "team": entries}


def with_a_social_worker(case: Case, dealt: Counter[str], team: str) -> Case:
    """The case file of a return with one of the team added where it names no social worker now; what it says stays as it is.

    So the same return can be brought in again, and changes nothing.
    """
    if any(e["role"] == "social_worker" and _lasts(e) for e in case.get("team") or []):
        return case
    now = min(staff.in_role("social_worker", team=team), key=lambda key: (dealt[key], key))
    dealt[now] += 1
    since = _since(case, date.fromisoformat(case["as_of"]))
    return {
        **case,
        "team": [*(case.get("team") or []), {"role": "social_worker", "person": now, "start": since}],
    }


def _ours(entry: Case, now: str, workers: list[str], case: Case, today: date, dice: Random) -> Case:
    role = entry["role"]
    if role == "social_worker":
        others = [key for key in workers if key != now]
        return {**entry, "person": now if _lasts(entry) else dice.choice(others)}
    if role in ("designated_teacher", "school_key_person"):
        return {**entry, "person": staff.in_role(_STAFF_OF[role], agency=school_for(case, today))[0]}
    if role == "other":
        residential = home_now(case).get("home") == "residential"
        return {
            **entry,
            "person": staff.in_role("residential_worker" if residential else "virtual_school_head")[0],
        }
    if role in _STAFF_OF:
        return {**entry, "person": dice.choice(staff.in_role(_STAFF_OF[role]))}
    return entry


def _lasts(entry: Case) -> bool:
    return entry.get("end") is None


def _since(case: Case, today: date) -> str:
    born = case["child"].get("date_of_birth")
    start = (today - timedelta(days=90)).isoformat()
    return max(start, born) if born else start


def home_now(case: Case) -> Case:
    """The entry of the home without an end; empty where the file has none."""
    return next((home for home in case.get("care") or [] if home.get("end") is None), {})


def age(case: Case, today: date) -> int:
    """Whole years, to within a day; 8 where the day of birth is not known."""
    born = case["child"].get("date_of_birth")
    return int((today - date.fromisoformat(born)).days / 365.25) if born else 8


def team_for(case: Case, today: date) -> str:
    """The team that works with a child who stands where this one does."""
    if age(case, today) >= 16:
        return staff.LEAVING
    context = home_now(case).get("context")
    if context in _TEAM_OF_CONTEXT:
        return _TEAM_OF_CONTEXT[context]
    if context is None:
        return staff.EDGE
    return Random(f"area {case['child']['id']}").choice((staff.NORTH, staff.SOUTH, staff.EAST))


def school_for(case: Case, today: date) -> str:
    """The key of the school that a child of this age goes to."""
    years = age(case, today)
    for ages, schools in staff.SCHOOLS.items():
        if years in ages:
            return schools[sum(map(ord, case["child"]["id"])) % len(schools)]
    return "breakwater" if years > 18 else "kelp"
