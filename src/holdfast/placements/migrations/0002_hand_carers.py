"""Carers see the children who live with them, whoever wrote it down."""

from django.db import migrations

from holdfast.placements.carers_sql import CREATE, DROP


class Migration(migrations.Migration):
    """See placements/carers_sql.py."""

    dependencies = [("placements", "0001_initial"), ("people", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
