"""Programmes: with today's carers, offered, declined, done, little improvement; reviews (NG26 1.4–1.6)."""

from holdfast.engine.expressions import (
    Entries,
    Expr,
    Fact,
    FirstDayOf,
    IsRecorded,
    Newest,
    Placed,
    Same,
    all_of,
    any_of,
    before,
)
from holdfast.ng26 import settings as s
from holdfast.ng26.facts.assessment import their_carer
from holdfast.ng26.facts.child import CHILD, aged_under, edge_of_care, preschool
from holdfast.ng26.facts.homes import in_this_placement, placement_start
from holdfast.ng26.programmes.sensitivity_training import SENSITIVITY_TRAINING
from holdfast.ng26.programmes.video_feedback import VIDEO_FEEDBACK
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.vocabulary import ADAPTATIONS
from holdfast.ng26.vocabulary import PROGRAMMES as CODES

PROGRAMMES = Entries(CASE_FILE.by_table["programmes"])
SESSIONS = Entries(CASE_FILE.by_table["sessions"])
REVIEWS = Entries(CASE_FILE.by_table["reviews"])

NTH, GAP, DAY = (Placed("sessions", "nth"), Placed("sessions", "gap"), Placed("sessions", "day"))
_programme = PROGRAMMES["programme"]

# --- one entry of one programme -------------------------------------------------------------------------------
accepted = Fact(
    "accepted", PROGRAMMES["response"].is_("accepted"), "the offer was accepted", "the offer was not accepted"
)
ended = Fact("course_ended", PROGRAMMES["ended"].is_set, "the course has ended", "the course has not ended")
held = SESSIONS.count()
had_ten = Fact(
    "had_ten_sessions",
    held >= VIDEO_FEEDBACK.least_sessions,
    "ten sessions or more were held",
    "fewer than ten sessions were held",
)
first_session = SESSIONS.nth(1, "date")
tenth_session = SESSIONS.nth(VIDEO_FEEDBACK.least_sessions, "date")
last_session = SESSIONS.latest("date")
under_way = Fact(
    "under_way", accepted & ~ended, "the programme is under way", "the programme is not under way"
)

_carers_known = IsRecorded(PROGRAMMES["carer"]) & IsRecorded(their_carer)
_offered_early = PROGRAMMES["offered"] >= before(placement_start, s.OFFER_BEFORE_PLACEMENT_MONTHS, "months")
_may_come_early = _programme.is_one_of("intensive_carer_support", "therapeutic_play")
todays_carers = Fact(
    "with_todays_carers",
    any_of(
        _programme.is_one_of("trauma_focused_cbt", "young_person_group"),
        _carers_known & Same(PROGRAMMES["carer"], their_carer),
        ~_carers_known & any_of(in_this_placement(PROGRAMMES["offered"]), _may_come_early & _offered_early),
    ),
    "it is with today's carers",
    "it is not with today's carers",
)
_little = Fact(
    "little_improvement_recorded",
    PROGRAMMES["improvement/parental_sensitivity"].is_("little")
    | PROGRAMMES["improvement/child_attachment"].is_("little"),
    "it brought little improvement",
    "it did not bring little improvement",
)


def offered(code: str) -> Fact:
    """The programme was offered to today's carers, whatever the answer."""
    words = CODES.words[code]
    return Fact(
        f"{code}_offered",
        PROGRAMMES.some(_programme.is_(code) & todays_carers & PROGRAMMES["offered"].is_set),
        f"{words} was offered", f"{words} has not been offered", f"whether {words} was offered is not known",
    )  # fmt: skip


def _newest(code: str) -> Newest:
    return PROGRAMMES.newest(_programme.is_(code) & todays_carers, by="offered")


def declined(code: str, least_sessions: int) -> Fact:
    """The newest offer was declined, or accepted and given up before the least number of sessions."""
    words = CODES.words[code]
    given_up = all_of(accepted, ended, PROGRAMMES["ended_because"].is_("withdrew"), held < least_sessions)
    return Fact(
        f"{code}_declined", _newest(code).of(PROGRAMMES["response"].is_("declined") | given_up),
        f"{words} was declined, or given up before {least_sessions} sessions", f"{words} was not declined",
        f"whether {words} was declined is not known",
    )  # fmt: skip


def declined_on(code: str) -> Expr:
    """The day of the newest offer."""
    words = f"the day of the newest offer of {CODES.words[code]} to today's carers"  # of a day, `yes` is what we call it
    return Fact(f"{code}_declined_on", _newest(code).of(PROGRAMMES["offered"]), words)


VIDEO_FEEDBACK_OFFERED = offered("video_feedback")
SENSITIVITY_TRAINING_OFFERED = offered("sensitivity_training")
HOME_VISITING_OFFERED = offered("home_visiting")
PSYCHOTHERAPY_OFFERED = offered("parent_child_psychotherapy")
TRAUMA_CBT_OFFERED = offered("trauma_focused_cbt")
CARER_SUPPORT_OFFERED = offered("intensive_carer_support")
PLAY_OFFERED = offered("therapeutic_play")
CARER_GROUP_OFFERED = offered("carer_group")
YOUNG_PERSON_GROUP_OFFERED = offered("young_person_group")
RESIDENTIAL_TRAINING_OFFERED = offered("residential_sensitivity_training")

VIDEO_FEEDBACK_DECLINED = declined("video_feedback", VIDEO_FEEDBACK.least_sessions)
SENSITIVITY_TRAINING_DECLINED = declined("sensitivity_training", SENSITIVITY_TRAINING.least_sessions)
video_feedback_declined_on = declined_on("video_feedback")
sensitivity_training_declined_on = declined_on("sensitivity_training")

# --- little improvement, and the reviews it calls for (1.4.3, 1.4.6, 1.5.2) -----------------------------------
_ten = PROGRAMMES.newest(_programme.is_("video_feedback") & accepted & todays_carers & had_ten, by="offered")
_video_done = PROGRAMMES.newest(
    _programme.is_("video_feedback") & accepted & todays_carers & (had_ten | ended), by="offered"
)
_training_done = PROGRAMMES.newest(
    _programme.is_("sensitivity_training") & accepted & todays_carers & ended, by="offered"
)
little_after_ten = Fact(
    "little_after_ten_sessions",
    _ten.of(aged_under(s.PRESCHOOL_UNDER, first_session) & _little),
    "ten sessions of video feedback, begun under {preschool_under}, brought little improvement",
    "no ten sessions of video feedback, begun under {preschool_under}, have brought little improvement",
    "whether ten sessions of video feedback brought little improvement is not known",
)
ten_review_day = Fact("ten_review_day", _ten.of(tenth_session), "the day of the tenth session of that course")
concerns_remain = Fact(
    "concerns_remain", CHILD["concerns_remain"].is_true,
    "the team still has concerns", "the team has no more concerns", "whether the team still has concerns is not known",
)  # fmt: skip


def _little_after(newest: Newest, code: str) -> Fact:
    words = CODES.words[code]
    return Fact(
        f"little_after_{code}", newest.of(_little),
        f"{words} is done and brought little improvement", f"no finished course of {words} brought little improvement",
        f"whether {words} brought little improvement is not known",
    )  # fmt: skip


little_after_video = _little_after(_video_done, "video_feedback")
little_after_training = _little_after(_training_done, "sensitivity_training")
_review_day_video = Fact(
    "review_day_video_feedback", _video_done.of(FirstDayOf((tenth_session, last_session, PROGRAMMES["ended"]))),
    "the review day of the course of video feedback",
)  # fmt: skip
_review_day_training = Fact(
    "review_day_sensitivity_training", _training_done.of(FirstDayOf((last_session, PROGRAMMES["ended"]))),
    "the review day of the course of parental sensitivity and behaviour training",
)  # fmt: skip

both_declined = Fact("both_declined", VIDEO_FEEDBACK_DECLINED & SENSITIVITY_TRAINING_DECLINED)
_concerns_after_video = little_after_video & concerns_remain
_concerns_after_training = little_after_training & concerns_remain
declined_or_little = Fact(
    "declined_or_little", both_declined | _concerns_after_video | _concerns_after_training
)

multi_agency = REVIEWS["type"].is_("multi_agency")
_day = REVIEWS["date"]
_after_ten = multi_agency & (_day >= ten_review_day)
_after_either = (
    all_of(  # on or after the newest of what made 1.4.6 apply; an offer without a day sets no limit
        multi_agency,
        ~both_declined | (~(video_feedback_declined_on > _day) & ~(sensitivity_training_declined_on > _day)),
        ~_concerns_after_video | (_day >= _review_day_video),
        ~_concerns_after_training | (_day >= _review_day_training),
    )
)
reviewed_after_ten = Fact(
    "reviewed_after_ten", REVIEWS.some(_after_ten),
    "a multi-agency review has been held since the tenth session", "no multi-agency review has been held since the tenth session",
    "whether a multi-agency review has been held since the tenth session is not known",
)  # fmt: skip
reviewed_after_either = Fact(
    "reviewed_after_either", REVIEWS.some(_after_either),
    "a multi-agency review has been held since then", "no multi-agency review has been held since then",
    "whether a multi-agency review has been held since then is not known",
)  # fmt: skip
_needed_after_ten = Fact(
    "review_needed_after_ten",
    edge_of_care & little_after_ten,
    "a review is called for by 1.4.3",
    "no review is called for by 1.4.3",
)
_needed_after_either = Fact(
    "review_needed_after_either", edge_of_care & preschool & declined_or_little,
    "a review is called for by 1.4.6", "no review is called for by 1.4.6",
)  # fmt: skip
further_intervention = Fact(  # if any review came late enough, the newest did
    "further_intervention",
    (_needed_after_ten | _needed_after_either)
    & REVIEWS.newest(multi_agency, by="date").of(
        REVIEWS["conclusion"].is_("further_intervention")
        & ((_needed_after_ten & _after_ten) | (_needed_after_either & _after_either))
    ),
    "the multi-agency review concluded that further intervention is appropriate",
    "no multi-agency review after the programme concluded that further intervention is appropriate",
    "what the multi-agency review concluded is not known",
)

# --- while a programme is under way ---------------------------------------------------------------------------
programme_under_way = Fact(
    "programme_under_way", PROGRAMMES.some(under_way),
    "a programme is under way", "no programme is under way", "whether a programme is under way is not known",
)  # fmt: skip
safeguarding_in_place = Fact(
    "safeguarding_in_place", PROGRAMMES.every(under_way, PROGRAMMES["safeguarding_in_place"].is_true),
    "safeguarding is in place for every programme under way", "safeguarding is not in place for a programme under way",
    "whether safeguarding is in place for every programme under way is not known",
)  # fmt: skip
programme_with_carers = Fact(
    "programme_with_carers", PROGRAMMES.some(todays_carers & (PROGRAMMES["offered"].is_set | accepted)),
    "a programme was offered to or begun with today's carers", "no programme was offered to or begun with today's carers",
    "whether a programme was offered to today's carers is not known",
)  # fmt: skip
session_at_school = Fact(
    "session_at_school", PROGRAMMES.some(under_way & SESSIONS.some(SESSIONS["place"].is_("school"))),
    "a programme under way has sessions at school", "no programme under way has sessions at school",
    "whether a programme under way has sessions at school is not known",
)  # fmt: skip
adaptations_considered = Fact(
    "adaptations_considered",
    PROGRAMMES.every(under_way, all_of(*(PROGRAMMES["adaptations_considered"].includes(a) for a in ADAPTATIONS))),
    "all three adaptations for young people were considered", "not all three adaptations for young people were considered",
    "whether the adaptations for young people were considered is not known",
)  # fmt: skip


def newest_entry(code: str) -> Newest:
    """The newest entry of a programme, with whichever carer."""
    return PROGRAMMES.newest(_programme.is_(code), by="offered")
