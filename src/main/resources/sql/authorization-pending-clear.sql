delete from authorization_pending
where expires_at <= :now
