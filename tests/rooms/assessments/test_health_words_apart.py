"""The database itself keeps the words of an area of health out of the table that school reads."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction


@pytest.mark.parametrize(
    ("area", "values"),
    [("physical_health", {"text": "Asthma."}), ("maltreatment_trauma", {"brought_in": [{"table": "x"}]})],
)
def test_words_of_health_are_refused_where_school_reads(
    world: Any, looking_as: Any, area: str, values: dict[str, Any]
) -> None:
    from holdfast.assessments.actions import begin
    from holdfast.assessments.models import Area

    with looking_as(world.sam):
        gathering = begin(child=world.ada, by=world.sam)
        Area.objects.create(child=world.ada, gathering=gathering, area=area)
        Area.objects.create(
            child=world.ada, gathering=gathering, area="education", text="Reads.", recorded_by="another"
        )
        with pytest.raises(IntegrityError, match="area_health_words_apart"), transaction.atomic():
            Area.objects.create(
                child=world.ada, gathering=gathering, area=area, recorded_by="one more", **values
            )
