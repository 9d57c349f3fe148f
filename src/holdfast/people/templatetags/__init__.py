"""Tags for the templates of forms."""
