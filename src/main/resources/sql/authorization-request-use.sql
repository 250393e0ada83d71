update authorization_request
set used_at = :now
where state = :state and used_at is null and expires_at > :now
  and (browser is null or browser = :browser)
