update webhook
set processed_at = :processedAt, outcome = :outcome
where notification_id = :id
