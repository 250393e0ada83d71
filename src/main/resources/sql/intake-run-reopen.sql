update intake_run
set status = 'RUNNING', message_ja = null, message_en = null, finished_at = null, claimed_by = null, claimed_until = null,
  progressed_at = :now
where id = :id
