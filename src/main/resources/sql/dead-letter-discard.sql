update dead_letter
set status = 'DISCARDED', closed_by = :by, closed_reason = :reason, closed_at = :now
where shop = :shop and id = :id and status = 'PARKED'
