update intake_run
set claimed_by = null, claimed_until = :until, message_ja = :ja, message_en = :en
where id = :id and status = 'RUNNING' and claimed_by = :owner
