"""A manager's Monday: whom the team holds and nobody holds, what was opened at the weekend, who looked, a copy to hand out."""

import csv
import io
import json
import zipfile
from typing import Any

REASON = "Found alone at the station on Saturday night"


class Monday:
    """Nia Pugh manages the South team, in which Sal works with Bea, Yusuf and, until the weekend, Noah."""

    def __init__(self, world: Any, visitor: Any, looking_as: Any) -> None:
        self.world, self._looking_as = world, looking_as
        self.nia = visitor(world.nia)

    def given_a_record_was_opened_at_the_weekend(self) -> None:
        from holdfast.people.actions import open_in_emergency

        with self._looking_as(self.world.eddie):
            open_in_emergency(child_id=self.world.yusuf.pk, reason=REASON, by=self.world.eddie)

    def and_sal_no_longer_works_with_noah(self) -> None:
        from holdfast.people.actions import leave_team
        from holdfast.people.models import TeamMember

        with self._looking_as(self.world.sal):
            member = TeamMember.objects.get(child=self.world.noah, account=self.world.sal)
            leave_team(member=member, end=self.world.today, by=self.world.sal, handover="None yet")

    def when_nia_comes_in(self) -> None:
        self.nia.opens("/")
        self.nia.reads("Opened in an emergency", REASON)
        self.nia.follows("See your team’s children and what nobody holds")

    def then_she_sees_whom_nobody_holds(self) -> None:
        nobody = self.nia.region("Held by nobody")
        self.nia.reads("1 child has no social worker", "Noah Reed", within=nobody)
        self.nia.unfolds("Their children: Sal Quinn")
        self.nia.reads("Yusuf Demir", "Bea Marsh", within=self.nia.region("Sal Quinn"))
        self.nia.finds_no("Ada Marsh")

    def and_the_spreadsheet_says_what_the_page_says(self) -> None:
        shown = {
            (section.get_by_role("heading").inner_text().removeprefix("Held by "), link.inner_text())
            for section in self.nia.page.locator("main section").all()
            for link in section.get_by_role("link").all()
        }
        sheet = self.nia.downloads("This list for a spreadsheet").read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(sheet)))
        assert {(row["Held by"], row["Child"]) for row in rows} == shown
        assert len(rows) == len(shown) == 3
        sals = [row for row in rows if row["Held by"] == "Sal Quinn"]
        to_do, unknown = (
            sum(int(row[name]) for row in sals for name in names) for names in (("Stop", "Do now"), ("Ask",))
        )
        self.nia.reads(f"2 children · {to_do} to do · {unknown} not known")

    def when_she_looks_at_the_opening(self) -> None:
        self.nia.follows("Emergency openings", within=self.nia.page.get_by_role("navigation", name="Menu"))
        self.nia.follows("Yusuf Demir: opened by Eddie Vale")
        self.nia.writes("What did you find?", "Right: nobody else could be reached.")
        self.nia.presses("Write down the review")
        self.nia.reads("No opening waits for you.")

    def and_reads_who_looked_at_his_record(self) -> None:
        self.nia.opens(f"/child/{self.world.yusuf.pk}/")
        self.nia.follows("Log", exact=True)
        self.nia.reads(
            "Who looked at this record, and what they did", "Eddie Vale, emergency duty social worker", REASON
        )
        shown = self.nia.page.locator("main tbody tr").count()
        sheet = self.nia.downloads("Take a copy for a spreadsheet").read_text(encoding="utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(sheet)))) == shown

    def and_makes_the_copy_he_asked_for(self) -> None:
        self.nia.follows("A copy", exact=True)
        self.nia.reads("A copy of everything held about Yusuf")
        copy = zipfile.ZipFile(self.nia.downloads("Make the copy", button=True))
        assert copy.testzip() is None
        self.names = copy.namelist()
        paper = next(name for name in self.names if name.endswith(".pdf"))
        assert copy.read(paper).startswith(b"%PDF-")
        assert json.loads(copy.read(next(name for name in self.names if name.endswith(".json"))))

    def then_the_log_tells_of_the_copy(self) -> None:
        self.nia.opens(f"/child/{self.world.yusuf.pk}/log/")
        self.nia.reads("copy")


def test_a_managers_monday(world: Any, visitor: Any, looking_as: Any) -> None:
    monday = Monday(world, visitor, looking_as)
    monday.given_a_record_was_opened_at_the_weekend()
    monday.and_sal_no_longer_works_with_noah()
    monday.when_nia_comes_in()
    monday.then_she_sees_whom_nobody_holds()
    monday.and_the_spreadsheet_says_what_the_page_says()
    monday.when_she_looks_at_the_opening()
    monday.and_reads_who_looked_at_his_record()
    monday.and_makes_the_copy_he_asked_for()
    monday.then_the_log_tells_of_the_copy()
