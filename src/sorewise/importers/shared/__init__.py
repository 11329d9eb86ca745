"""What several formats of tables and JSON need to be read; it knows none of them."""
