"""Working findings out and keeping them: which record they rest on, until when they hold, for one child and for all."""
