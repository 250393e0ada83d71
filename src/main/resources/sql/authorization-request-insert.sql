insert into authorization_request (state, shop, created_at, expires_at)
values (:state, :shop, :createdAt, :expiresAt)
