"""What can be taken in, and how far an import is."""

from holdfast.engine.tables import code_list

KINDS = code_list("kind of import", ssda903="an SSDA903 return", case_files="case files")
STATES = code_list(
    "state",
    looking="being looked at",
    looked="looked at: nothing has been changed yet",
    importing="being taken in",
    done="taken in",
    refused="cannot be taken in",
    dropped="dropped: nothing was changed",
)
WAITING = ("looking", "importing")  # a program is at work
OPEN = ("looking", "looked", "importing")  # the files are still kept
