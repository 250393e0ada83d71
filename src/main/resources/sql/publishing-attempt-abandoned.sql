update publishing_attempt
set outcome = 'UNKNOWN', resolve_due_at = :now
where outcome = 'STARTED' and operation in ('activate', 'deactivate') and started_at < :before
