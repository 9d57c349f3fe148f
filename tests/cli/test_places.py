"""A path of the case file in words, and where in a record its answer belongs."""

import pytest

from holdfast.cli.words.places import paths_together, said_together, where_recorded
from holdfast.ng26.tables import CASE_FILE
from tests.cli.commands import answers


@pytest.mark.parametrize(
    ("path", "words", "where"),
    [
        ("/child/date_of_birth", "the child's date of birth", "Child's page"),
        ("/permanence/plan", "the plan for permanence", "Homes: permanence"),
        ("/reviews", "reviews held", "Reviews"),
        ("/care/0/stable", "whether the team judges the placement stable (home 1)", "Homes"),
        ("/programmes/1/sessions", "sessions of a programme (programme 2)", "Programmes: sessions"),
        (
            "/programmes/0/sessions/3/minutes",
            "how long it lasted, in minutes (session 4 of programme 1)",
            "Programmes: sessions",
        ),
        (
            "/programmes/2/improvement/child_attachment",
            "the improvement in the child's attachment (programme 3)",
            "Programmes",
        ),
        ("/education/designated_teacher/named", "whether a designated teacher is named", "Education"),
    ],
)
def test_a_path_in_words(path, words, where):
    place = where_recorded(path)
    assert (place.words, place.where) == (words, where)


def test_every_field_has_words_and_a_place():
    paths = [f"/{field.key}" for field in CASE_FILE.fields]
    for table in CASE_FILE.tables:
        base = f"/{table.inside}/0/{table.name}" if table.inside else f"/{table.name}"
        paths += [base, *(f"{base}/0/{field.key}" for field in table.fields)]
    for path in paths:
        place = where_recorded(path)
        assert place.words
        assert place.where
        assert "_" not in place.words


def test_everything_missing_in_the_stories_can_be_said():
    for _, answer in answers():
        for finding in answer.findings:
            assert all(where_recorded(path).words for path in finding.missing)


@pytest.mark.parametrize("path", ["/nonsense", "/care/0/nonsense"])
def test_a_path_that_is_none_is_an_error(path):
    with pytest.raises(KeyError):
        where_recorded(path)


def test_entries_are_counted_in_runs():
    paths = [f"/programmes/0/sessions/{i}/place" for i in (0, 1, 2, 4, 7, 8)]
    assert (
        said_together([where_recorded(path) for path in paths])
        == "where it took place (session 1–3, 5 and 8–9 of programme 1)"
    )
    assert paths_together(paths) == "/programmes/0/sessions/{0–2,4,7–8}/place"
    assert paths_together(["/reviews"]) == "/reviews"
