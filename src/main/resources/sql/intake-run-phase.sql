update intake_run
set phase = :phase, status = :status, stocks = stocks + :stocks, message_ja = null, message_en = null,
  progressed_at = :now, claimed_until = :until,
  finished_at = case when :status = 'DONE' then cast(:now as timestamp(6) with time zone) end
where id = :id and status = 'RUNNING' and claimed_by = :owner
