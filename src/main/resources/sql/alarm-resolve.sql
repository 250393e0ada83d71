update alarm
set resolved_at = :now
where shop = :shop and cause = :cause and resolved_at is null
