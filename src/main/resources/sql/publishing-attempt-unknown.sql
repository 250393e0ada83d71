update publishing_attempt
set outcome = 'UNKNOWN', resolve_due_at = :resolveDueAt
where id = :id
