"""Worklists: my children, what needs me this week, my team's caseload; as a page, a printed list, a spreadsheet, a calendar."""
