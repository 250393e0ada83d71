update api_token
set used_at = :now
where id = :id and (used_at is null or used_at < :before)
