"""What the pages show: worked out from what the viewer may read, without a form or an address of a request."""
