update dead_letter
set status = 'PARKED', message_ja = :ja, message_en = :en, replay_due_at = null
where id = :id and status = 'REPLAYING'
