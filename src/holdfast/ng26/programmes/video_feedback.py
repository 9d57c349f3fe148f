"""Video feedback programme (NG26 1.4.2; offered in 1.4.1 and 1.5.1)."""

from holdfast.ng26 import settings as s
from holdfast.ng26.programmes.dose import Programme, at_least, between, exactly

VIDEO_FEEDBACK = Programme(
    "video_feedback",
    described_in=("1.4.2",),
    place="home",
    trained=True,
    sessions=exactly(10),
    counted=10,
    minutes=at_least(60),
    filmed_minutes=between(10, 20),
    film_watched=True,
    highlights=True,
    over=between(s.VIDEO_FEEDBACK_LEAST, s.VIDEO_FEEDBACK_MOST),
)
