"""Every number that NG26 does not give, with the value we take and why. A service may override any of them in a TOML file.

NG26's own numbers are not here: those of a programme stand in `programmes/`, those of a tool in `tools.py`.
"""

from collections.abc import Mapping
from typing import Literal

from holdfast.engine.expressions import Setting

_ALL: dict[str, Setting] = {}

Unit = Literal["days", "months", "years", "month", "placements"]


def _setting(key: str, value: int, unit: Unit, reason: str) -> Setting:
    _ALL[key] = Setting(key, value, unit, reason)
    return _ALL[key]


# --- ages ---------------------------------------------------------------------------------------------------
PRESCHOOL_UNDER = _setting(
    "preschool_under", 5, "years", "NG26 gives no age for preschool; compulsory school age is 5"
)
PRIMARY_UNTIL = _setting(
    "primary_until", 10, "years", "NG26 gives no ages for primary school; most leave it at 11"
)
LATE_PRIMARY_FROM = _setting(
    "late_primary_from", 9, "years", "NG26 gives no ages; the last two years of primary school"
)
EARLY_SECONDARY_UNTIL = _setting(
    "early_secondary_until", 13, "years", "NG26 gives no ages; the first years of secondary school"
)
ADOPTION_WISHES_FROM = _setting(
    "adoption_wishes_from", 3, "years", "under this age a child is not asked for wishes about adoption"
)
SCHOOL_GAP_FROM = _setting("school_gap_from", 5, "years", "compulsory school age begins")
SCHOOL_GAP_UNTIL = _setting("school_gap_until", 15, "years", "the last whole year of compulsory schooling")

# --- how long something stays current -----------------------------------------------------------------------
ASSESSMENT_MONTHS = _setting(
    "assessment_months", 12, "months", "an older comprehensive assessment no longer describes the child"
)
TOOL_MONTHS = _setting(
    "tool_months", 12, "months", "an older attachment result no longer describes the child"
)
CARER_MEASURE_MONTHS = _setting(
    "carer_measure_months", 6, "months", "sensitivity is measured to follow progress"
)
CONCERN_MONTHS = _setting(
    "concern_months", 6, "months", "an older concern about the placement has passed or been repeated"
)
CARER_CONTACT_DAYS = _setting(
    "carer_contact_days", 28, "days", "ongoing support means at least once in four weeks"
)
BREAKDOWN_MONTHS = _setting(
    "breakdown_months", 12, "months", "the year after a breakdown is when a relationship is kept or lost"
)
FREQUENT_CHANGES = _setting(
    "frequent_changes", 3, "placements", "the Department for Education's own measure of instability"
)
FREQUENT_CHANGES_MONTHS = _setting(
    "frequent_changes_months", 12, "months", "the Department for Education counts over a year"
)
LIFE_STORY_MONTHS = _setting(
    "life_story_months", 12, "months", "up-to-date information is offered at least once a year"
)
PLAN_MONTHS_IN_CARE = _setting(
    "plan_months_in_care", 4, "months", "a personal education plan is reviewed every term"
)
PLAN_MONTHS_OTHERS = _setting(
    "plan_months_others", 12, "months", "other education plans are reviewed once a year"
)
PROPOSAL_DAYS = _setting("proposal_days", 28, "days", "an older proposal has been acted on or dropped")

# --- homes and people -----------------------------------------------------------------------------------------
JOIN_DAYS = _setting(
    "join_days", 1, "days", "two homes recorded a day apart follow one another without a break"
)
SAME_WORKER_DAYS = _setting("same_worker_days", 28, "days", "time to name the worker who stays")
OFFER_BEFORE_PLACEMENT_MONTHS = _setting(
    "offer_before_placement_months",
    3,
    "months",
    "NG26 has these programmes begin before the placement (1.5.4)",
)
NEW_PLACEMENT_MONTHS = _setting(
    "new_placement_months", 12, "months", "NG26 ties these programmes to a new placement (1.5.4)"
)

# --- tolerances for the doses of programmes -----------------------------------------------------------------
GAP_LEAST = _setting("gap_least", 4, "days", "a weekly session may come a few days early")
GAP_WEEKLY = _setting("gap_weekly", 10, "days", "a weekly session may come a few days late")
GAP_FORTNIGHTLY = _setting("gap_fortnightly", 17, "days", "a fortnightly session may come a few days late")
GAP_MONTHLY = _setting("gap_monthly", 38, "days", "a monthly session may come a week late")
VIDEO_FEEDBACK_LEAST = _setting(
    "video_feedback_least", 80, "days", "3 months, ten sessions a little closer together"
)
VIDEO_FEEDBACK_MOST = _setting("video_feedback_most", 130, "days", "4 months and a week or so")
SENSITIVITY_TRAINING_MOST = _setting("sensitivity_training_most", 190, "days", "6 months and a week")
HOME_VISITING_MOST = _setting("home_visiting_most", 550, "days", "18 months")
PSYCHOTHERAPY_LEAST = _setting("psychotherapy_least", 350, "days", "1 year, two weeks' holiday at the end")
NINE_MONTHS_LEAST = _setting("nine_months_least", 260, "days", "9 months, two weeks short")
TWELVE_MONTHS_MOST = _setting("twelve_months_most", 380, "days", "12 months and two weeks")
SCHOOL_YEAR_LAST_MONTH = _setting("school_year_last_month", 7, "month", "the school year runs into July")

SETTINGS: Mapping[str, Setting] = _ALL
DEFAULTS: Mapping[str, int] = {key: setting.value for key, setting in _ALL.items()}


def overridden(changes: Mapping[str, object]) -> tuple[dict[str, int], list[str]]:
    """The settings in force after a service's changes, and every error in them (path, value, what was expected)."""
    errors = [
        f"/{key}: {value!r} is not a setting; expected one of {', '.join(sorted(_ALL))}"
        if key not in _ALL
        else f"/{key}: {value!r} is no whole number from 0 to 9999 ({_ALL[key].unit})"
        for key, value in changes.items()
        if key not in _ALL or isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9999
    ]
    month = changes.get("school_year_last_month", 7)
    if isinstance(month, int) and not 1 <= month <= 8:
        errors.append(
            f"/school_year_last_month: {month} is no month from 1 to 8 (the school year ends in August)"
        )
    return {**DEFAULTS, **{k: v for k, v in changes.items() if isinstance(v, int)}}, errors
