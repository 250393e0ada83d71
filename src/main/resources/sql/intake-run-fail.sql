update intake_run
set status = 'FAILED', claimed_by = null, claimed_until = null, message_ja = :ja, message_en = :en, finished_at = :now
where id = :id and status = 'RUNNING' and claimed_by = :owner
