"""What answers each address: one module a page, with its `routes`."""
