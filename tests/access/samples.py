"""One row of each kind in Ada's record, so that every address below a child's leads somewhere."""

from datetime import timedelta
from typing import Any


def add_samples(world: Any) -> dict[str, Any]:
    """Write them as Sam, her social worker; the rows by the name that addresses use."""
    from holdfast.assessments import models as a
    from holdfast.education.models import SchoolPeriod
    from holdfast.family import models as f
    from holdfast.people import keeping
    from holdfast.people.models import TeamMember, Voice
    from holdfast.placements import models as p
    from holdfast.reviews.models import Decision

    day, sam, ada = world.today, world.sam, world.ada

    def add(model: Any, **values: Any) -> Any:
        return keeping.add(model=model, child=ada, values=values, by=sam)

    move = add(p.Move, date=day + timedelta(30), kind="change_placement", prepared=[])
    person = add(f.Person, name="Gran")
    gathering = add(a.Gathering, opened_on=day)
    return {
        "move": move,
        "question": add(p.MoveQuestion, move=move, asked_on=day, question="Can I take the dog?"),
        "person": person,
        "relationship": add(f.Relationship, person=person, type="grandparent"),
        "contact": add(f.ContactArrangement, with_whom="Gran", how="in_person"),
        "sibling": f.Sibling.objects.get(child=ada),
        "school_period": add(SchoolPeriod, name="Kelp Primary", start=day - timedelta(100)),
        "words": add(Voice, on=day, words="I like it here."),
        "gathering": gathering,
        "result": add(
            a.Assessment, date=day, type="attachment_tool", tool="attachment_q_sort", outcome="secure"
        ),
        "referral": add(a.Referral, date=day),
        "visit": add(p.Visit, on=day, seen=True),
        "decision": add(
            Decision,
            on=day,
            question="Where next?",
            took_part=["Sam"],
            decided="Stay",
            childs_view="yes",
            carers_view="yes",
        ),
        "home": p.Home.objects.get(child=ada),
        "member": TeamMember.objects.get(child=ada, account=world.dee),
        "status": a.AttachmentStatus.objects.get(child=ada),
    }
