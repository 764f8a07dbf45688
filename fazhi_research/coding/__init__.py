"""Documents to records: tasks and the agencies that answer for them (编码)."""
