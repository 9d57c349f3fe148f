"""Number, chain and protect the log."""

from django.db import migrations

from holdfast.audit.chain_sql import CREATE, DROP


class Migration(migrations.Migration):
    """See audit/chain_sql.py."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
