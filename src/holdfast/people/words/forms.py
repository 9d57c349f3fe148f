"""What is asked when a child's own words are written down. Forms check and never save."""

from holdfast.forms.fields import DayField
from holdfast.people.access import today
from holdfast.people.pages.row_form import RowForm, box, line


class OwnWordsForm(RowForm):
    """The young person writes for themself: the words are all that is needed."""

    words = box("What do you want to say?", required=True, rows=6)
    about = line("What is it about?", help_text="Such as: home, school, my family, a meeting.")


class HeardForm(RowForm):
    """Somebody writes down what the child said: the very words, when, where and to whom."""

    words = box(
        "What did the child say?",
        required=True,
        rows=4,
        help_text="The child’s own words, as they were said.",
    )
    on = DayField(label="When?", said="the day it was said", not_after=today)
    said_to = line("To whom?", help_text="Name, and what they are to the child.")
    where = line("Where?", help_text="Such as: in the car, at school, on a walk.")
    about = line("What is it about?", help_text="Such as: home, school, family, a meeting.")
