update dead_letter
set status = 'RESOLVED', closed_by = 'system', closed_at = :now, replay_due_at = null
where shop = :shop and stage = :stage and status = 'PARKED' and last_at < :since
