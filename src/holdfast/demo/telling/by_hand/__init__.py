"""Three children told by hand, so that there is always somebody whose record is long and full."""
