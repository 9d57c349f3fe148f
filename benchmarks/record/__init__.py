"""The shared record under load: lists, a child's page, findings of a whole authority; audit and row security on."""
