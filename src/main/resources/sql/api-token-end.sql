update api_token
set ended_by = :by, ended_at = :now
where id = :id and ended_at is null
