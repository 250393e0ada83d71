update publishing_attempt
set resolve_due_at = :until, resolve_tries = resolve_tries + 1
where id = :id
