"""Case files into the record: one child's, or many at once."""

from holdfast.decisions.taking_in.many import Taken, linked, take_in_many
from holdfast.decisions.taking_in.one_child import Change, NotACaseFile, take_in

__all__ = ["Change", "NotACaseFile", "Taken", "linked", "take_in", "take_in_many"]
