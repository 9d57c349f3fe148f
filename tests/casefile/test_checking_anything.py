"""Whatever is in the file, checking answers; and what is valid has no error."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from holdfast.casefile.checking import errors
from tests.casefile.anything import ANYTHING, places, replaced
from tests.properties.cases import cases


@given(ANYTHING)
def test_nothing_that_json_can_say_makes_checking_fail(document: Any) -> None:
    for error in errors(document):
        assert error.path == "" or error.path.startswith("/")
        assert str(error)


@given(cases(), st.data())
def test_a_valid_case_with_anything_put_into_it_is_answered(
    case: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(list(places(case))))
    value = data.draw(ANYTHING)
    for error in errors(replaced(case, path, value)):
        assert error.expected
        assert str(error)


@given(cases())
def test_a_valid_case_has_no_error_nor_has_it_after_a_turn_through_json(case: dict[str, Any]) -> None:
    assert errors(case) == []
    assert errors(json.loads(json.dumps(case))) == []


@given(cases(), st.data())
def test_a_key_nobody_knows_is_always_an_error(case: dict[str, Any], data: st.DataObject) -> None:
    objects = [path for path in places(case) if isinstance(_at(case, path), dict)]
    path = data.draw(st.sampled_from(objects))
    broken = replaced(case, path, {**_at(case, path), "nobody knows": 1})
    assert [e.path for e in errors(broken)] == ["/" + "/".join(map(str, (*path, "nobody knows")))]


def _at(document: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        document = document[key]
    return document
