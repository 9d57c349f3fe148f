"""What is done about a placement: concerns, contacts with the carers, extra support, moves, reviews, and proposals.

Shares are assumptions; what each is there to exercise stands in `reading.md` under the recommendation named.
"""

import numpy as np
import polars as pl

from holdfast.simulate.care.entries import Care
from holdfast.simulate.care.histories import HOMES
from holdfast.simulate.care.homes import CONTEXTS
from holdfast.simulate.columns import (
    NO_DAY,
    UNKNOWN,
    Column,
    Days,
    Mask,
    Part,
    Small,
    codes,
    frame,
    repeated,
    stacked,
)
from holdfast.simulate.dice import Dice, Floats
from holdfast.simulate.needs import STATUS, Needs
from holdfast.simulate.population import Children
from holdfast.simulate.programmes.courses import Courses
from holdfast.simulate.programmes.offers import DECLINED, PROGRAMMES, TRAINING, VIDEO

MOVES = codes("moves", "kind")
PREPARED = codes("moves", "prepared")
REVIEWS = codes("reviews", "type")
CONCLUSIONS = codes("reviews", "conclusion")
CONCLUDED = {"further_intervention": 0.55, "no_further_intervention": 0.45}
PROPOSALS = codes("proposals", "kind")
FOR = codes("proposals", "for")
BECAUSE = codes("proposals", "because")
PROPOSED = {
    "medicine": 0.14, "genetic_test": 0.10, "programme": 0.26, "refuse_service": 0.22, "school_exclusion": 0.10, "school_change": 0.18,
}  # fmt: skip
REFUSED_BECAUSE = {
    "placement_unstable": 0.28, "legal_status": 0.08, "home": 0.08, "ethnicity": 0.03, "disability": 0.06, "mental_health": 0.10,
    "from_overseas": 0.06, "not_clinically_indicated": 0.31,
}  # fmt: skip


def _dated(
    dice: Dice, who: Children, care: Care, times: Days, median: float, within: float
) -> tuple[Days, Days]:
    """Child and day of events about `median` days ago; a share `within` of them lie in today's placement."""
    child = repeated(times)
    rows = len(child)
    day = who.as_of - dice.about(median, 0.9, rows) + 1
    placed = np.maximum(care.placed[child], who.born[child])
    inside = dice.between(placed, who.as_of, rows)
    day = np.where((day < placed) & dice.chance(within, rows), inside, day)
    day = np.maximum(day, who.born[child]).astype(np.int32)
    return child, stacked([{"child": child, "date": day}])["date"].astype(np.int32)


def _placement_tables(dice: Dice, who: Children, care: Care, needs: Needs) -> dict[str, pl.DataFrame]:
    """Concerns (1.1.10, 1.1.14), contacts with the carers, extra support."""
    n, context = who.n, care.today(care.context)
    inside = (context != UNKNOWN) & (context != CONTEXTS["not_in_scope"])
    share = np.where(inside, np.where(context == CONTEXTS["in_care"], 0.22, 0.15), 0.02).astype(np.float32)
    worried = dice.chance(share, n)
    child, day = _dated(dice, who, care, worried * dice.between(1, 3, n), 110, 0.8)
    level = dice.pick({"some": 0.62, "serious": 0.38}, codes("placement_concerns", "level"), len(child))
    concerns = frame("placement_concerns", child, {"date": day, "level": level})
    wanted = worried | (needs.status == STATUS["identified"])
    contacted = inside & dice.chance(np.where(wanted, 0.82, 0.4).astype(np.float32), n)
    child, day = _dated(dice, who, care, contacted * dice.between(1, 4, n), 24, 0.7)
    kind = dice.pick({"telephone": 0.6, "in_person": 0.4}, codes("carer_support", "kind"), len(child))
    contacts = frame("carer_support", child, {"date": day, "kind": kind})
    helped = inside & dice.chance(np.where(worried, 0.5, 0.09).astype(np.float32), n)
    child, day = _dated(dice, who, care, helped * dice.between(1, 2, n), 60, 0.85)
    kind = dice.pick(
        {"mentoring": 0.45, "day_visit": 0.35, "other": 0.2}, codes("extra_support", "kind"), len(child)
    )
    extra = frame("extra_support", child, {"date": day, "kind": kind})
    return {"placement_concerns": concerns, "carer_support": contacts, "extra_support": extra}


def _prepared(dice: Dice, gaps: Floats, rows: int) -> Small:
    """How children were prepared for moves: fully, in part, not at all, or not known (1.1.12)."""
    how = dice.share(rows)
    part = np.where(how < 0.48, 1.0, np.where(how < 0.82, 0.62, 0.0)).astype(np.float32)
    done = dice.shares(rows, len(PREPARED)) < part[:, None]
    kept, against = PREPARED["relationships_kept"], PREPARED["relationships_not_in_best_interests"]
    apart = dice.chance(0.15, rows)
    done[:, against] = done[:, kept] & apart
    done[:, kept] &= ~apart
    return np.where(dice.chance(0.05 + gaps, rows)[:, None], np.int8(UNKNOWN), done.astype(np.int8))


def _moves(dice: Dice, who: Children, care: Care) -> pl.DataFrame:
    """Some of last year's moves, and moves planned for the coming weeks (today included)."""
    n = who.n
    recent = (
        (care.start == care.placement) & (care.start > who.as_of - 400) & (care.start > who.born[care.child])
    )
    row = np.nonzero(recent & dice.chance(0.5, len(care.child)))[0]
    home_now, context = care.home[row], care.context[row]
    before = np.maximum(row - 1, 0)
    was_in_care = (care.context[before] == CONTEXTS["in_care"]) & (care.child[before] == care.child[row])
    enters = (context == CONTEXTS["in_care"]) & ~was_in_care
    home = was_in_care & (home_now == HOMES["birth_family"])
    kind = np.select(
        [enters, home], [MOVES["enter_care"], MOVES["return_home"]], MOVES["change_placement"]
    ).astype(np.int8)
    past: Part = {"child": care.child[row], "date": care.start[row], "kind": kind}
    today = care.today(care.context)
    planned = np.array([0.09, 0.09, 0.01, 0.01, 0.0, 0.05])[today]  # the last, UNKNOWN: no home of today
    child = repeated(dice.chance(planned.astype(np.float32), n).astype(np.int32) * (1 + dice.chance(0.06, n)))
    rows = len(child)
    date = (who.as_of + np.where(dice.chance(0.05, rows), 0, dice.between(1, 90, rows))).astype(np.int32)
    moves_on = np.where(dice.chance(0.72, rows), MOVES["change_placement"], MOVES["return_home"])
    kind = np.where(today[child] == CONTEXTS["in_care"], moves_on, MOVES["enter_care"]).astype(np.int8)
    whole = stacked([past, {"child": child, "date": date, "kind": kind}])
    child = whole["child"].astype(np.int32)
    columns: dict[str, Column] = {"date": whole["date"], "kind": whole["kind"]}
    return frame("moves", child, columns | {"prepared": _prepared(dice, who.gaps[child], len(child))})


def _looked_after(dice: Dice, who: Children, care: Care) -> Part:
    """Reviews of children in care: 20 working days in, three months after, then every six months (standards.md 6.2); the last three."""
    in_care = care.today(care.context) == CONTEXTS["in_care"]
    since = np.where(in_care, who.as_of - care.period, 0)
    held = np.where(since >= 118, (since - 118) // 182 + 2, (since >= 28).astype(np.int32))
    child = repeated(np.minimum(held, 3))
    rows = len(child)
    place = np.arange(rows, dtype=np.int32) - np.repeat(
        np.cumsum(np.minimum(held, 3)) - np.minimum(held, 3), np.minimum(held, 3)
    )
    number = np.maximum(held - 3, 0)[child] + place
    due = np.select([number == 0, number == 1], [28, 118], 118 + (number - 1) * 182)
    late = np.where(dice.chance(0.12, rows), dice.between(1, 40, rows), 0)
    day = np.minimum(care.period[child] + due + late, who.as_of).astype(np.int32)
    kind = np.full(rows, REVIEWS["looked_after"], dtype=np.int8)
    return {"child": child, "date": day, "type": kind, "conclusion": np.full(rows, UNKNOWN, dtype=np.int8)}


def _multi_agency(dice: Dice, who: Children, courses: Courses) -> list[Part]:
    """Reviews that courses call for: before an eleventh session, after little improvement, after refusals (1.4.3, 1.4.6, 1.5.2)."""
    offers, rows = courses.offers, courses.offers.rows
    more = (courses.eleventh != NO_DAY) & (offers.programme == VIDEO) & dice.chance(0.55, rows)
    between = dice.between(courses.tenth, courses.eleventh, rows)
    done = courses.begun & (courses.last != NO_DAY) & ((courses.ended != NO_DAY) | (courses.held >= 10))
    after_little = (
        done & courses.little & np.isin(offers.programme, [VIDEO, TRAINING]) & dice.chance(0.62, rows)
    )
    from_day = np.where(courses.tenth != NO_DAY, courses.tenth, courses.last)
    late = np.where(dice.chance(0.1, rows), -dice.between(5, 30, rows), dice.between(0, 45, rows))
    early = (offers.response == DECLINED) & dice.chance(0.3, rows)
    parts: list[Part] = []
    for which, day in (
        (more, between),
        (after_little, from_day + late),
        (early, offers.start + dice.between(0, 60, rows)),
    ):
        held = which & (day <= who.as_of)
        n = int(held.sum())
        conclusion = dice.pick({"further_intervention": 1.0} if which is more else CONCLUDED, CONCLUSIONS, n)
        kind = np.full(n, REVIEWS["multi_agency"], dtype=np.int8)
        day = np.maximum(day, who.born[offers.child])[held].astype(np.int32)
        parts.append(
            {
                "child": offers.child[held],
                "date": day,
                "type": kind,
                "conclusion": dice.blank(conclusion, 0.1),
            }
        )
    return parts


def _reviews(dice: Dice, who: Children, care: Care, courses: Courses) -> pl.DataFrame:
    whole = stacked([_looked_after(dice, who, care), *_multi_agency(dice, who, courses)])
    child = whole.pop("child").astype(np.int32)
    return frame("reviews", child, dict(whole))


def _asks_for_review(courses: Courses) -> Mask:
    """Offers after which a review comes before the next programme: little improvement, or a refusal (1.4.3, 1.4.6, 1.5.2)."""
    return np.asarray(courses.little | (courses.offers.response == DECLINED))


def _proposed_on(dice: Dice, who: Children, courses: Courses) -> tuple[Days, Days]:
    """Child and day of each proposal; more of them after a course that did little or a refusal: the next, before any review."""
    likely = np.full(who.n, 0.08, dtype=np.float32)
    likely[courses.offers.child[_asks_for_review(courses)]] = 0.3
    child = repeated(dice.chance(likely, who.n).astype(np.int32) * (1 + dice.chance(0.12, who.n)))
    day = np.maximum(who.as_of + dice.between(-60, 30, len(child)), who.born[child]).astype(np.int32)
    return child, stacked([{"child": child, "date": day}])["date"].astype(np.int32)


def _proposals(dice: Dice, who: Children, courses: Courses) -> pl.DataFrame:
    """What somebody wants to do next, forbidden things among it, some of it lapsed (reading.md, Guards)."""
    child, day = _proposed_on(dice, who, courses)
    rows = len(child)
    kind = dice.pick(PROPOSED, PROPOSALS, rows)
    of_school = np.isin(kind, [PROPOSALS["school_exclusion"], PROPOSALS["school_change"]])
    reviewed = np.isin(child, courses.offers.child[_asks_for_review(courses)]) & dice.chance(0.6, rows)
    kind = np.where(reviewed, np.int8(PROPOSALS["programme"]), kind)
    kind = np.where(of_school & (who.years[child] < 4), np.int8(PROPOSALS["programme"]), kind)
    lost = 0.06 + who.gaps[child]

    def only(of: str, drawn: Small) -> Small:
        return np.where(kind == PROPOSALS[of], dice.blank(drawn, lost), np.int8(UNKNOWN))

    attachment = FOR["attachment_difficulties"]
    medicine = np.where(dice.chance(0.42, rows), attachment, FOR["coexisting_condition"]).astype(np.int8)
    genetic = np.where(dice.chance(0.5, rows), attachment, FOR["other"]).astype(np.int8)
    exclusion = dice.pick({"fixed_term": 0.85, "permanent": 0.15}, codes("proposals", "exclusion"), rows)
    any_programme = dice.pick(dict.fromkeys(PROGRAMMES, 0.1), PROGRAMMES, rows)
    columns: dict[str, Column] = {
        "date": day,
        "kind": kind,
        "for": np.maximum(only("medicine", medicine), only("genetic_test", genetic)),
        "programme": np.where(kind == PROPOSALS["programme"], any_programme, np.int8(UNKNOWN)),
        "because": only("refuse_service", dice.pick(REFUSED_BECAUSE, BECAUSE, rows)),
        "exclusion": only("school_exclusion", exclusion),
        "planned": only("school_change", dice.flag(0.62, 0.0, rows)),
    }
    return frame("proposals", child, columns)


def support(dice: Dice, who: Children, care: Care, needs: Needs, courses: Courses) -> dict[str, pl.DataFrame]:
    """The tables of concerns, contacts, extra support, moves, reviews and proposals."""
    tables = _placement_tables(dice, who, care, needs)
    tables["moves"] = _moves(dice, who, care)
    tables["reviews"] = _reviews(dice, who, care, courses)
    return tables | {"proposals": _proposals(dice, who, courses)}
