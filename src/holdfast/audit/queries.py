"""What others may ask of the log."""

from holdfast.audit.models import AuditEntry, ChainHead


def size() -> tuple[int, int]:
    """How many entries and chains the log has; needs a role that sees all."""
    return AuditEntry.objects.count(), ChainHead.objects.count()
