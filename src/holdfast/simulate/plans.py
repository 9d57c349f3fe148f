"""The child's own fields: permanence, adoption, life story, safeguarding, school, work with staff.

Shares are assumptions; each duty is sometimes done, sometimes known not to be done, sometimes not known.
"""

import numpy as np

from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.histories import HOMES
from holdfast.simulate.care.homes import CONTEXTS
from holdfast.simulate.columns import (
    NO_DAY,
    NOT_DONE,
    UNKNOWN,
    WORD_NOT_DONE,
    Column,
    Days,
    Mask,
    Names,
    Small,
    Words,
    codes,
    name_keys,
)
from holdfast.simulate.dice import Chance, Dice
from holdfast.simulate.needs import Needs
from holdfast.simulate.population import Children
from holdfast.simulate.programmes.courses import Courses

PLANS = codes("child", "permanence__plan")
SETTINGS = codes("child", "education__setting")
SAFE_PLACES = (
    "Library room",
    "Sensory room",
    "Head of year's office",
    "Garden room",
    "Wellbeing hub",
    "Medical room",
)
WISHED_SETTINGS = (
    "At school, in the wellbeing room",
    "Away from school",
    "At home",
    "At the clinic, after school",
)
# What is planned for children in care, by home today: foster, kinship, residential and so on (assumption).
PLAN_OF_HOME = {
    "birth_family": {"return_home": 0.5, "none": 0.4, "kinship": 0.1},
    "foster": {
        "long_term_foster": 0.6,
        "return_home": 0.14,
        "adoption": 0.06,
        "special_guardianship": 0.08,
        "kinship": 0.05,
        "none": 0.07,
    },
    "kinship_foster": {
        "kinship": 0.35,
        "special_guardianship": 0.35,
        "long_term_foster": 0.15,
        "return_home": 0.1,
        "none": 0.05,
    },
    "residential": {"residential": 0.7, "return_home": 0.15, "long_term_foster": 0.15},
    "special_guardian": {"special_guardianship": 1.0},
    "adoptive": {"adoption": 1.0},
    "semi_independent": {"none": 0.8, "return_home": 0.1, "residential": 0.1},
    "secure": {"residential": 0.6, "none": 0.4},
    "other": {"none": 0.5, "return_home": 0.3, "long_term_foster": 0.2},
}
# Settings of under 3, 3-4, 5-15, 16-17, 18 and over.
SETTING_SHARES = (
    {"none": 0.55, "early_years": 0.45},
    {"none": 0.18, "early_years": 0.82},
    {"school": 0.958, "none": 0.042},
    {"college": 0.50, "school": 0.26, "none": 0.24},
    {"college": 0.4, "none": 0.6},
)


def _done(dice: Dice, who: Children, median: float, likely: Chance, among: Mask | None = None) -> Days:
    """A day about `median` days ago, NOT_DONE where known not to be done, NO_DAY where not known or not among those asked."""
    n = who.n
    day = np.maximum(who.as_of - dice.about(median, 0.9, n) + 1, who.born)
    draw = dice.share(n)
    unknown = 0.06 + who.gaps
    day = np.where(draw < unknown, NO_DAY, np.where(draw < unknown + (1 - unknown) * likely, day, NOT_DONE))
    return (day if among is None else np.where(among, day, NO_DAY)).astype(np.int32)


def _permanence(dice: Dice, who: Children, care: Care) -> tuple[dict[str, Column], Mask]:
    """Plan, kinship, return home; and who is to be adopted, whether or not the file says so."""
    n, home = who.n, care.today(care.home)
    context = care.today(care.context)
    inside = (context == CONTEXTS["in_care"]) | (context == CONTEXTS["edge_of_care"])
    plan = dice.pick_by(home, [*PLAN_OF_HOME.values(), {"none": 1.0}], PLANS)  # the last row is UNKNOWN
    small = who.years < 7
    plan = np.where(
        (plan == PLANS["adoption"]) & ~small & (home != HOMES["adoptive"]), PLANS["long_term_foster"], plan
    )
    plan = np.where(who.unaccompanied & (plan == PLANS["return_home"]), PLANS["none"], plan)
    plan = np.where(inside, plan, PLANS["none"]).astype(np.int8)
    returns = plan == PLANS["return_home"]
    possible = np.where(returns, 0.95, np.where(plan == PLANS["none"], 0.5, 0.08)).astype(np.float32)
    columns: dict[str, Column] = {
        "permanence__plan": np.where(inside, dice.blank(plan, 0.03 + who.gaps), UNKNOWN).astype(np.int8),
        "permanence__return_home_possible": np.where(
            inside, dice.flag(possible, 0.06 + who.gaps, n), UNKNOWN
        ).astype(np.int8),
        "permanence__kinship_considered": _done(dice, who, 500, 0.84, inside),
    }
    return columns, inside & (plan == PLANS["adoption"])


def _adoption(dice: Dice, who: Children, care: Care, planned: Mask) -> dict[str, Column]:
    """What was done for children to be adopted or adopted (1.1.15); of others nothing is known."""
    context, home = care.today(care.context), care.today(care.home)
    adopted = (context == CONTEXTS["adopted"]) | (
        (context == CONTEXTS["edge_of_care"]) & (home == HOMES["adoptive"])
    )
    either = planned | adopted
    well = np.where(dice.chance(0.5, who.n), 0.97, 0.65).astype(np.float32)
    support = dice.shares(who.n, 3) < np.stack(
        [well, np.where(home == HOMES["adoptive"], well, 0.1), np.where(adopted, well, 0.0)], axis=1
    )
    lost = ~either | dice.chance(0.08 + who.gaps, who.n)
    return {
        "adoption__wishes_recorded": _done(dice, who, 300, well, either),
        "adoption__contact_information_given": _done(dice, who, 300, well, either),
        "adoption__full_assessment_of_need": _done(dice, who, 350, well, either),
        "adoption__attachment_assessment_offered": _done(dice, who, 300, well * 0.8, adopted),
        "adoption__support_offered": np.where(lost[:, None], np.int8(UNKNOWN), support.astype(np.int8)),
    }


def _life_story(dice: Dice, who: Children, care: Care) -> dict[str, Column]:
    """Information about the child's own history, and the people and places on record (1.1.16, 1.1.17)."""
    n, unknown = who.n, (0.08 + who.gaps).astype(np.float32)
    known = np.isin(
        care.today(care.context), [CONTEXTS[c] for c in ("in_care", "special_guardianship", "adopted")]
    )
    people = np.where(dice.chance(0.09, n), 0, dice.about(4.0, 0.5, n))
    places = np.where(dice.chance(0.13, n), 0, dice.about(2.5, 0.5, n))
    columns: dict[str, Column] = {"life_story__information_offered": _done(dice, who, 210, 0.84, known)}
    for name, count in (("people", people), ("places", places)):
        columns[f"life_story__{name}"] = np.where(
            known, dice.blank_days(count.astype(np.int32), unknown, UNKNOWN), UNKNOWN
        ).astype(np.int32)
    return columns


def _safety(dice: Dice, who: Children, needs: Needs, courses: Courses) -> dict[str, Column]:
    """Safeguarding in the plan, what the team still worries about after a course, and children with difficulties in the home."""
    n = who.n
    after = np.zeros(n, dtype=np.bool_)
    after[courses.offers.child[(courses.ended != NO_DAY) | (courses.held >= 10)]] = True
    little = np.zeros(n, dtype=np.bool_)
    little[courses.offers.child[courses.little]] = True
    remain = dice.flag(
        np.where(little, 0.72, 0.2).astype(np.float32),
        np.where(after, 0.12, 0.7).astype(np.float32) + who.gaps * 0.3,
        n,
    )
    several = np.where(dice.chance(0.16, n), dice.between(1, 2, n), 0) + needs.concern
    addressed = dice.flag(0.78, np.where(needs.at_risk == 1, 0.08, 0.3).astype(np.float32) + who.gaps, n)
    return {
        "safeguarding__addressed_in_plan": addressed,
        "concerns_remain": remain,
        "children_with_attachment_difficulties_in_home": dice.blank_days(
            several.astype(np.int32), 0.06 + who.gaps, UNKNOWN
        ),
    }


def _words(dice: Dice, who: Children, words: tuple[str, ...], likely: float, among: Mask) -> Words:
    """One of the words, false where known to have none, not known for the rest."""
    draw, unknown = dice.share(who.n), 0.06 + who.gaps
    which = dice.between(0, len(words) - 1, who.n)
    which = np.where(
        draw < unknown, UNKNOWN, np.where(draw < unknown + (1 - unknown) * likely, which, WORD_NOT_DONE)
    )
    return Words(np.where(among, which, UNKNOWN).astype(np.int8), words)


def _person(dice: Dice, who: Children, prefix: str, likely: float, among: Mask) -> Names:
    """A name, false where known to be nobody, not known for the rest."""
    draw, unknown = dice.share(who.n), 0.06 + who.gaps
    key = name_keys(0, who.first // 10 + dice.between(0, 1999, who.n))
    key = np.where(draw < unknown, UNKNOWN, np.where(draw < unknown + (1 - unknown) * likely, key, NOT_DONE))
    return Names(np.where(among, key, UNKNOWN), (prefix,))


def _setting(dice: Dice, who: Children) -> Small:
    group = np.searchsorted([3, 5, 16, 18], who.years, side="right")
    setting = dice.pick_by(group, SETTING_SHARES, SETTINGS)
    return np.where(who.unaccompanied & dice.chance(0.08, who.n), np.int8(SETTINGS["none"]), setting)


def _education(dice: Dice, who: Children, care: Care) -> dict[str, Column]:
    """School, the education plan and the designated teacher's duties (1.2.3-1.2.6)."""
    n, gaps = who.n, who.gaps
    setting = _setting(dice, who)
    school = setting == SETTINGS["school"]
    somewhere = setting != SETTINGS["none"]
    in_care = care.today(care.context) == CONTEXTS["in_care"]
    well = dice.chance(0.55, n)
    duty = np.where(well, 0.97, 0.72).astype(np.float32)
    plan = np.where(in_care, _done(dice, who, 60, duty, somewhere), _done(dice, who, 170, duty, somewhere))
    teacher = dice.flag(duty, gaps + 0.03, n)
    named = school & (teacher == 1)

    def flag(among: Mask, p: Chance = duty) -> Small:
        return np.where(among, dice.flag(p, 0.05 + gaps, n), UNKNOWN).astype(np.int8)

    return {
        "education__setting": dice.blank(setting, 0.02 + gaps * 0.5),
        "education__plan_updated": plan.astype(np.int32),
        "education__key_person": _person(dice, who, "Key person ", 0.87, school),
        "education__safe_place": _words(dice, who, SAFE_PLACES, 0.84, school),
        "education__designated_teacher__named": np.where(school, teacher, UNKNOWN).astype(np.int8),
        "education__designated_teacher__trained_attachment": _done(dice, who, 800, duty, named),
        "education__designated_teacher__trained_data_protection": _done(dice, who, 800, duty, named),
        "education__contacts_complete": flag(school),
        "education__attends_reviews": flag(school & in_care),
        "education__supported_during_intervention": flag(somewhere, 0.7),
        "education__preferred_setting": _words(dice, who, WISHED_SETTINGS, 0.6, somewhere),
    }


def _staff(dice: Dice, who: Children, care: Care) -> dict[str, Column]:
    """Work with the staff of children's homes (1.6.1)."""
    homes = [HOMES["residential"], HOMES["secure"]]
    residential = (care.today(care.context) == CONTEXTS["in_care"]) & np.isin(care.today(care.home), homes)
    return {
        "carer_work__key_attachment_figure": _person(dice, who, "Worker ", 0.62, residential),
        "carer_work__group_work_with_staff": _done(dice, who, 200, 0.58, residential),
    }


def plans(dice: Dice, who: Children, care: Care, needs: Needs, courses: Courses) -> dict[str, Column]:
    """The child's own fields on permanence, adoption, life story, safeguarding, school and staff."""
    permanence, to_be_adopted = _permanence(dice, who, care)
    facts = permanence | _adoption(dice, who, care, to_be_adopted) | _life_story(dice, who, care)
    return facts | _safety(dice, who, needs, courses) | _education(dice, who, care) | _staff(dice, who, care)
