"""The programmes of NG26, each described once, in its own file, named by its code in the case file."""

from holdfast.ng26.programmes.carer_group import CARER_GROUP
from holdfast.ng26.programmes.home_visiting import HOME_VISITING
from holdfast.ng26.programmes.intensive_carer_support import INTENSIVE_CARER_SUPPORT
from holdfast.ng26.programmes.parent_child_psychotherapy import PARENT_CHILD_PSYCHOTHERAPY
from holdfast.ng26.programmes.residential_sensitivity_training import RESIDENTIAL_SENSITIVITY_TRAINING
from holdfast.ng26.programmes.sensitivity_training import SENSITIVITY_TRAINING
from holdfast.ng26.programmes.therapeutic_play import THERAPEUTIC_PLAY
from holdfast.ng26.programmes.trauma_focused_cbt import TRAUMA_FOCUSED_CBT
from holdfast.ng26.programmes.video_feedback import VIDEO_FEEDBACK
from holdfast.ng26.programmes.young_person_group import YOUNG_PERSON_GROUP

PROGRAMMES = (
    VIDEO_FEEDBACK,
    SENSITIVITY_TRAINING,
    HOME_VISITING,
    PARENT_CHILD_PSYCHOTHERAPY,
    TRAUMA_FOCUSED_CBT,
    INTENSIVE_CARER_SUPPORT,
    THERAPEUTIC_PLAY,
    CARER_GROUP,
    YOUNG_PERSON_GROUP,
    RESIDENTIAL_SENSITIVITY_TRAINING,
)
BY_CODE = {programme.code: programme for programme in PROGRAMMES}
