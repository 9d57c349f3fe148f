"""Case files to a return: the child's homes as episodes, the other tables, the files."""
