"""The nine assessment tools of NG26's appendix 1, as a table. Recorded by name only: no instrument is reproduced.

Two names are printed wrongly in NG26; the instruments' own names are used here and the printed ones kept beside them.
"""

from dataclasses import dataclass

from holdfast.engine.tables import CodeList


@dataclass(frozen=True)
class Tool:
    """One tool: where it is used, its format, the ages it is for (whole years, both ends included) and what it can show.

    `oldest` is None where NG26 gives no upper age. `for_carers`: also used with parents and carers.
    Source: NG26 1.3.4 and appendix 1.
    """

    code: str
    name: str
    setting: str
    format: str
    youngest: int
    oldest: int | None
    shows_insecure: bool
    shows_disorganised: bool
    for_carers: bool = False
    printed_as: str | None = None

    @property
    def ages(self) -> str:
        """The ages as a person says them."""
        return f"{self.youngest} and over" if self.oldest is None else f"{self.youngest}–{self.oldest}"

    def suits(self, age: int) -> bool:
        """Whether the tool is for a child of this age in whole years."""
        return self.youngest <= age and (self.oldest is None or age <= self.oldest)


TOOLS = (
    Tool("strange_situation", "Strange Situation Procedure", "clinic", "observation", 1, 2, True, True),
    Tool("cassidy_marvin", "Cassidy–Marvin Preschool Attachment Coding System", "clinic", "observation", 2, 4, True, True),
    Tool("preschool_assessment_of_attachment", "Preschool Assessment of Attachment", "clinic", "observation", 2, 4, True, True),
    Tool("attachment_q_sort", "Attachment Q-sort", "home", "observation", 1, 4, True, False),
    Tool("manchester_story_task", "Manchester Child Attachment Story Task", "any setting", "interview", 4, 7, True, True),
    Tool("macarthur_story_stem", "MacArthur Story Stem Battery", "any setting", "interview", 4, 7, True, True,
         printed_as="McArthur Story Stem Battery"),
    Tool("story_stem_profile", "Story Stem Assessment Profile", "any setting", "interview", 4, 7, True, True,
         printed_as="Story Stem Attachment Profile"),
    Tool("child_attachment_interview", "Child Attachment Interview", "any setting", "interview", 7, 15, True, True),
    Tool("adult_attachment_interview", "Adult Attachment Interview", "any setting", "interview", 15, None, True, True,
         for_carers=True),
)  # fmt: skip

TOOL_CODES = CodeList("tool", {tool.code: tool.name for tool in TOOLS})


def tools_for(age: int) -> tuple[Tool, ...]:
    """The tools for a child of `age` whole years, in the order of appendix 1; none under 1."""
    return tuple(tool for tool in TOOLS if tool.suits(age))
