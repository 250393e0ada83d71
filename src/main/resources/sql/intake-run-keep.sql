update intake_run
set claimed_until = :until
where id = :id and status = 'RUNNING' and claimed_by = :owner
