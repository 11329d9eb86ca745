"""What happens to made people, as arrays of athletes x days: nothing here knows a question or a table."""
