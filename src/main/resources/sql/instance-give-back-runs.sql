update intake_run
set claimed_by = null, claimed_until = null
where claimed_by = :instance and status = 'RUNNING'
