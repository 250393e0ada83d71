update dead_letter set replay_due_at = null where id = :id and status = 'REPLAYING'
