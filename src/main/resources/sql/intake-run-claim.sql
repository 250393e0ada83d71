update intake_run
set claimed_by = :owner, claimed_until = :until
where id = :id
