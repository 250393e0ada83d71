update dead_letter set replay_due_at = :until where id in (:ids)
