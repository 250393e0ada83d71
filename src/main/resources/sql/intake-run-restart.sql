update intake_run
set cursor_text = null, pages = 0, products = 0, changed = 0, unchanged = 0, failed = 0, progressed_at = :now,
  claimed_until = :until
where id = :id and status = 'RUNNING' and claimed_by = :owner
