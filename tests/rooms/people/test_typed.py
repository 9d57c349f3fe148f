"""What was typed into the search's box is taken apart as a person would."""

from datetime import date

import pytest

from holdfast.people.search import numbers
from holdfast.people.search.name_variants import forms_of
from holdfast.people.search.typed import Asked, understand

TODAY = date(2026, 3, 2)
BORN = date(2015, 4, 3)


@pytest.mark.parametrize(
    "typed",
    ["3/4/2015", "03/04/2015", "3.4.15", "03-04-2015", "3 4 2015", "03042015", "2015-04-03", "3 April 2015", "3rd of april 2015",
     "3rd Apr 15", "April 3, 2015", "3apr2015"],
)  # fmt: skip
def test_days(typed: str) -> None:
    assert understand(typed, today=TODAY) == Asked(typed, born=BORN)


@pytest.mark.parametrize("typed", ["31/02/2015", "3/13/2015", "1 January 2027"])
def test_days_that_cannot_be(typed: str) -> None:
    asked = understand(typed, today=TODAY)
    assert asked.born is None and "is not a day" in asked.problems[0]


def test_two_figures_of_a_year_are_never_in_the_future() -> None:
    assert understand("1/2/26", today=TODAY).born == date(2026, 2, 1)
    assert understand("1/2/27", today=TODAY).born == date(1927, 2, 1)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("siobhan o'neill", ("siobhan", "o'neill")),
        ("Zoë Brontë-Hall", ("Zoë", "Brontë", "Hall")),
        ("  Ada   Marsh 3/4/2015 ", ("Ada", "Marsh")),
        ("J Smith", ("Smith",)),
        ("a b c", ()),
        ("one two three four five six", ("one", "two", "three", "four", "five")),
        ("يوسف دمير", ("يوسف", "دمير")),
    ],
)
def test_names(typed: str, names: tuple[str, ...]) -> None:
    assert understand(typed, today=TODAY).names == names


def test_everything_at_once() -> None:
    asked = understand("ada marsh 943 476 5919 b801200005001 3 April 2015", today=TODAY)
    assert asked == Asked(asked.typed, ("ada", "marsh"), BORN, "9434765919", "B801200005001")


def test_a_reference() -> None:
    assert understand("hf-7f3k2", today=TODAY).reference == "HF-7F3K2"


@pytest.mark.parametrize("typed", ["", "   ", "-", "'", "?!"])
def test_nothing_to_look_for(typed: str) -> None:
    assert not understand(typed, today=TODAY).anything


@pytest.mark.parametrize(
    "good",
    ["9434765919", "943 476 5919", "999-000-0018", "9990000026", "9990000034", "9990000042", "9990000050"],
)
def test_nhs_numbers(good: str) -> None:
    assert numbers.nhs_number(good) == good.replace(" ", "").replace("-", "")


@pytest.mark.parametrize("bad", ["9434765918", "943476591", "94347659190", "abcdefghij", "", "9990000011"])
def test_what_is_no_nhs_number(bad: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.nhs_number(bad)


def test_one_wrong_digit_or_two_changed_about_never_pass() -> None:
    good = "9434765919"
    for place in range(10):
        for digit in "0123456789":
            wrong = good[:place] + digit + good[place + 1 :]
            if wrong != good:
                with pytest.raises(numbers.NotANumber):
                    numbers.nhs_number(wrong)


@pytest.mark.parametrize("good", ["B801200005001", "b801200005001", "B 8012 0000 5001"])
def test_upns(good: str) -> None:
    assert numbers.upn(good) == "B801200005001"


def test_a_temporary_upn_ends_with_a_letter() -> None:
    body = "80120000500" + "A"
    letter = numbers.UPN_LETTERS[sum((0 if c == "A" else int(c)) * n for n, c in enumerate(body, 2)) % 23]
    assert numbers.upn(letter + body) == letter + body


@pytest.mark.parametrize(
    "bad", ["A801200005001", "I801200005001", "B80120000500", "B80120000500O", "8012000050010"]
)
def test_what_is_no_upn(bad: str) -> None:
    with pytest.raises(numbers.NotANumber):
        numbers.upn(bad)


def test_references_are_not_misread() -> None:
    made = {numbers.new_reference() for _ in range(200)}
    assert len(made) == 200
    assert not any(letter in reference[3:] for reference in made for letter in "01IOLS")


def test_forms_of_a_name_go_both_ways() -> None:
    assert "shevaun" in forms_of("siobhan") and "siobhan" in forms_of("shevaun")
    assert "siobhan" not in forms_of("siobhan") and forms_of("nobody") == frozenset()
