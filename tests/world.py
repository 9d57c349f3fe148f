"""One small world, built through the product's own actions, for every test of the record.

Saltmarsh Council                                       Kelp Primary      Tideway CAMHS
├ North team   Mo manages · Sam social worker            └ Dee             └ Tess therapist
├ South team   Nia manages · Sal social worker             designated
├ Ira reviewing officer · Eddie emergency duty             teacher
└ Vic service manager · Dot data officer · Rae researcher

Ada, 4      lives with Cara (foster household C7); team: Sam (key person), Tess, Dee, Ira
└ Bea, 2    Ada's sister, placed for adoption with household A9, whose address is restricted; team: Sal
Yusuf, 15   in Rocky Shore children's home (R2), signs in himself; team: Sal, Ira
Noah, 9     in foster household C8; team: Sam until ten days ago, now Sal: Sam sees him no more
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass
class World:
    """The people and children by their first name in small letters: `world.sam`, `world.ada`."""

    today: date
    accounts: dict[str, Any] = field(default_factory=dict)
    children: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        for found in (self.accounts, self.children):
            if name in found:
                return found[name]
        raise AttributeError(name)


STAFF = (  # key, name, role, agency, team
    ("mo", "Mo Bright", "team_manager", "saltmarsh", None),
    ("sam", "Sam Okafor", "social_worker", "saltmarsh", "North"),
    ("nia", "Nia Pugh", "team_manager", "saltmarsh", None),
    ("sal", "Sal Quinn", "social_worker", "saltmarsh", "South"),
    ("ira", "Ira Stone", "reviewing_officer", "saltmarsh", None),
    ("eddie", "Eddie Vale", "emergency_duty", "saltmarsh", None),
    ("vic", "Vic Winter", "service_manager", "saltmarsh", None),
    ("dot", "Dot Young", "data_officer", "saltmarsh", None),
    ("rae", "Rae Abbot", "researcher", "saltmarsh", None),
    ("dee", "Dee Bell", "designated_teacher", "kelp", None),
    ("tess", "Tess Craig", "therapist", "tideway", None),
    ("cara", "Cara Adeyemi", "carer", None, None),
    ("yusuf_himself", "Yusuf Demir", "young_person", None, None),
)
AGENCIES = (
    ("saltmarsh", "Saltmarsh Council children's services", "local_authority", "01632 960100"),
    ("kelp", "Kelp Primary School", "school", "01632 960200"),
    ("tideway", "Tideway CAMHS", "health", "01632 960300"),
)


def ago(days: int = 0, *, years: int = 0) -> date:
    """A day before today."""
    from holdfast.people.access import today

    return today() - timedelta(days=days + round(years * 365.25))


def build() -> None:
    """Make the world in an empty record."""
    from django.db import transaction

    with transaction.atomic():
        accounts = _accounts()
    for tell in (_ada, _bea, _yusuf, _noah):
        with transaction.atomic():
            tell(accounts)


def found() -> World:
    """The world as it is in the database, freshly read."""
    from django.db import transaction

    from holdfast.accounts.models import Account
    from holdfast.people.access import today
    from holdfast.people.models import Child
    from holdfast.web.middleware import look_as

    made = World(today(), {account.key: account for account in Account.objects.select_related("agency")})
    for keeper, name in (("sam", "ada"), ("sal", "bea"), ("sal", "yusuf"), ("sal", "noah")):
        with transaction.atomic():
            look_as(made.accounts[keeper].pk)
            made.children[name] = Child.objects.get(reference=name.upper())
    return made


def _accounts() -> dict[str, Any]:
    from holdfast.accounts import actions
    from holdfast.people.keeping import Background
    from holdfast.placements import actions as placements

    by = Background("test world")
    agencies = {
        k: actions.make_agency(key=k, name=n, kind=kind, telephone=t, by=by) for k, n, kind, t in AGENCIES
    }
    teams = {
        name: actions.make_team(agency=agencies["saltmarsh"], name=name, by=by) for name in ("North", "South")
    }
    accounts = {}
    for key, name, role, agency, team in STAFF:
        account = accounts[key] = actions.open_account(
            key=key,
            name=name,
            email=f"{key}@example.org",
            role=role,
            agency=agencies.get(agency),
            by=by,
            password="kelp and limpets 7",
        )
        if team:
            actions.post(account=account, team=teams[team], since=ago(900), by=by)
    for manager, team in (("mo", "North"), ("nia", "South")):
        actions.post(account=accounts[manager], team=teams[team], since=ago(900), manages=True, by=by)
    actions.note_skill(account=accounts["tess"], code="attachment_q_sort", since=ago(400), by=by)
    for key, name, kind in (("C7", "Adeyemi household", "foster"), ("C8", "Brook household", "foster"),
                            ("A9", "Hidden household", "adoptive"), ("R2", "Rocky Shore", "residential")):  # fmt: skip
        placements.name_household(key=key, name=name, kind=kind, by=by)
    from holdfast.placements.models import Household

    placements.link_carer(
        household=Household.objects.get(key="C7"), account=accounts["cara"], since=ago(2000), by=by
    )
    return accounts


def _open(reference: str, by: Any, team: list[tuple[str, Any, date, bool]], **values: Any) -> Any:
    from holdfast.people import actions
    from holdfast.web.middleware import look_as

    look_as(by.pk)
    child = actions.open_record(reference=reference, by=by, **values)
    for role, account, start, key in team:
        actions.join_team(child=child, role=role, account=account, start=start, by=by, key_person=key)
    return child


def _home(child: Any, by: Any, **values: Any) -> Any:
    from holdfast.placements import actions

    return actions.begin_home(child=child, values=values, by=by)


def _ada(a: dict[str, Any]) -> None:
    from holdfast.assessments.models import AttachmentStatus, Maltreatment
    from holdfast.family.models import Sibling
    from holdfast.people import keeping

    sam = a["sam"]
    team = [("social_worker", sam, ago(300), True), ("therapist", a["tess"], ago(200), False),
            ("designated_teacher", a["dee"], ago(250), False), ("independent_reviewing_officer", a["ira"], ago(290), False)]  # fmt: skip
    ada = _open(
        "ADA",
        sam,
        team,
        given_name="Ada",
        family_name="Marsh",
        date_of_birth=ago(100, years=4),
        sex="female",
        ethnicity="WBRI",
    )
    _home(
        ada,
        sam,
        start=ago(300),
        context="in_care",
        home="foster",
        legal_status="section_20",
        carer="C7",
        entry="planned",
        stable=True,
    )
    keeping.add(model=AttachmentStatus, child=ada, values={"date": ago(200), "status": "suspected"}, by=sam)
    keeping.add(model=Maltreatment, child=ada, values={"experienced": True, "at_risk": False}, by=sam)
    keeping.add(model=Sibling, child=ada, values={"key": "BEA", "in_care": True, "together": False}, by=sam)


def _bea(a: dict[str, Any]) -> None:
    from holdfast.people import keeping
    from holdfast.placements.models import Household, HouseholdDetail

    sal = a["sal"]
    bea = _open("BEA", sal, [("social_worker", sal, ago(300), True)], given_name="Bea", family_name="Marsh",
                date_of_birth=ago(50, years=2), sex="female")  # fmt: skip
    _home(
        bea,
        sal,
        start=ago(120),
        context="in_care",
        home="adoptive",
        legal_status="placement_order",
        carer="A9",
        entry="planned",
        stable=True,
    )
    keeping.add(model=HouseholdDetail, child=bea, restricted=True, by=sal,
                values={"household": Household.objects.get(key="A9"), "address": "1 Secret Lane", "postcode": "ZZ99 3VZ"})  # fmt: skip


def _yusuf(a: dict[str, Any]) -> None:
    from holdfast.people import actions

    sal = a["sal"]
    team = [
        ("social_worker", sal, ago(700), True),
        ("independent_reviewing_officer", a["ira"], ago(700), False),
    ]
    yusuf = _open(
        "YUSUF",
        sal,
        team,
        given_name="Yusuf",
        family_name="Demir",
        date_of_birth=ago(30, years=15),
        sex="male",
    )
    _home(
        yusuf,
        sal,
        start=ago(700),
        context="in_care",
        home="residential",
        legal_status="care_order",
        carer="R2",
        entry="emergency",
    )
    actions.link_account(child=yusuf, account=a["yusuf_himself"], by=sal)


def _noah(a: dict[str, Any]) -> None:
    from holdfast.people import actions
    from holdfast.people.models import TeamMember

    sam = a["sam"]
    noah = _open("NOAH", sam, [("social_worker", sam, ago(500), True)], given_name="Noah", family_name="Reed",
                 date_of_birth=ago(10, years=9), sex="male")  # fmt: skip
    _home(
        noah,
        sam,
        start=ago(500),
        context="in_care",
        home="foster",
        legal_status="care_order",
        carer="C8",
        entry="planned",
        stable=True,
    )
    actions.join_team(
        child=noah, role="social_worker", account=a["sal"], start=ago(10), by=sam, key_person=True
    )
    actions.leave_team(
        member=TeamMember.objects.get(child=noah, account=sam),
        end=ago(10),
        by=sam,
        handover="Met together at home.",
    )
