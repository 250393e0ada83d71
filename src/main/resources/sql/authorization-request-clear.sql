delete from authorization_request
where expires_at < :now
