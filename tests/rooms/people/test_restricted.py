"""What becomes restricted is restricted in its past as well."""

from typing import Any


def test_earlier_versions_of_a_row_that_becomes_restricted_are_hidden_too(
    world: Any, looking_as: Any
) -> None:
    from holdfast.family.models import Person
    from holdfast.people import keeping
    from holdfast.people.models import Correction

    with looking_as(world.sam):
        row = keeping.add(model=Person, child=world.ada, values={"name": "Gran at number 4"}, by=world.sam)
        row = keeping.correct(row=row, version=1, values={"name": "Gran"}, by=world.sam, why="too much")
    with looking_as(world.tess):
        assert Correction.objects.filter(row=row.pk).count() == 1
    with looking_as(world.sam):
        keeping.correct(row=row, version=2, values={}, restricted=True, by=world.sam, why="not for everybody")
        assert Correction.objects.filter(row=row.pk).count() == 2
    with looking_as(world.tess):
        assert not Person.objects.filter(pk=row.pk).exists()
        assert not Correction.objects.filter(row=row.pk).exists()
