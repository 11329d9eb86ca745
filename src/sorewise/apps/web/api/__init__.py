"""The same verbs for programs: JSON under `/api/v1`, described by one table of operations.

operation   what an operation is, and what a handler is given
deciding, day, past, writing, week, ahead, data, rules, profile     the operations, a theme each
table       all of them
facts, answers, schemas     the shapes of what is sent and answered, written once
fitting     whether what was sent fits its shape
errors      every refusal, in one shape
openapi     the table as an OpenAPI document
routes      the table as addresses
"""
