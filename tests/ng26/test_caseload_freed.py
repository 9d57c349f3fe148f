"""Nothing that was worked out for one block of children is kept while the next is worked out."""

import gc
from collections.abc import Iterator

import pytest

from holdfast.casefile.event_tables import to_tables
from holdfast.engine.caseload_findings import CaseloadFindings
from holdfast.engine.frames import Frame, frames
from holdfast.ng26.guideline import NG26
from holdfast.ng26.settings import DEFAULTS
from holdfast.ng26.tables import CASE_FILE
from holdfast.ng26.vocabulary import STATES
from tests.casefile.test_event_tables import VIGNETTES

TABLES = to_tables(list(VIGNETTES.values()))


@pytest.fixture
def counted_alone() -> Iterator[None]:
    """Without Python's search for what holds itself: it comes late, and a block of children is large."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def frames_held() -> int:
    return sum(isinstance(held, Frame) for held in gc.get_objects())


@pytest.mark.usefixtures("counted_alone")
def test_the_frames_of_a_block_are_gone_as_soon_as_its_facts_are_known() -> None:
    engine, before = CaseloadFindings(NG26, DEFAULTS, tuple(STATES)), frames_held()
    facts = engine.facts(TABLES)
    assert facts.height == len(VIGNETTES)
    assert frames_held() == before


def test_a_frame_whose_children_are_gone_says_so() -> None:
    care = frames(CASE_FILE, TABLES, {"child": {"care__known"}, "care": {"start", "end"}}).entries("care")
    with pytest.raises(ReferenceError, match="hold the children's frame"):
        assert care.above
