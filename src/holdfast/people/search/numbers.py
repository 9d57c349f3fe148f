"""The numbers a child goes by, checked by their check digit or letter, and the reference of a new record.

NHS number: NHS Data Model and Dictionary, "NHS Number" (ten digits, modulus 11). UPN: Department for Education, "Unique pupil
numbers: guide for schools and local authorities" (a check letter, modulus 23; a temporary one ends with a letter).
"""

import re
import secrets

NHS_NUMBER, UPN = "nhs_number", "upn"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"  # nothing that is read as something else
_NHS = re.compile(r"\d{10}")
_UPN = re.compile(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]")


class NotANumber(Exception):
    """This cannot be an NHS number or a UPN; says what is wrong with it."""


def nhs_number(text: str) -> str:
    """The ten digits of an NHS number, however it was spaced. Raises NotANumber."""
    digits = re.sub(r"[\s-]", "", text)
    if not _NHS.fullmatch(digits):
        raise NotANumber(f"{text.strip()} is not an NHS number: it needs ten digits.")
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    ) % 11
    if check != int(digits[9]):  # 10 is no digit: such a number does not exist
        raise NotANumber(
            f"{text.strip()} is not an NHS number: its last digit does not fit the others. Check it."
        )
    return digits


def upn(text: str) -> str:
    """A UPN in capital letters. Raises NotANumber."""
    written = re.sub(r"[\s-]", "", text).upper()
    if not _UPN.fullmatch(written):
        raise NotANumber(
            f"{text.strip()} is not a UPN: it needs a letter and twelve digits, or a letter, eleven digits and a letter."
        )
    values = [int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in written[1:]]
    check = sum(value * place for place, value in enumerate(values, start=2)) % 23
    if UPN_LETTERS[check] != written[0]:
        raise NotANumber(f"{text.strip()} is not a UPN: its first letter does not fit the rest. Check it.")
    return written


CHECKS = {NHS_NUMBER: nhs_number, UPN: upn}


def checked(scheme: str, value: str) -> str:
    """The value as it is kept: checked for an NHS number or a UPN, otherwise as it was typed. Raises NotANumber."""
    return CHECKS[scheme](value) if scheme in CHECKS else value.strip()


def said(scheme: str, value: str) -> str:
    """As people write it: an NHS number in three groups."""
    return f"{value[:3]} {value[3:6]} {value[6:]}" if scheme == NHS_NUMBER and len(value) == 10 else value


def new_reference() -> str:
    """A reference for a new record, such as HF-7F3K2: by chance, without letters that are taken for one another."""
    return "HF-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(5))
