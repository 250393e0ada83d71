insert into authorization_request (state, shop, browser, begun_by, created_at, expires_at)
values (:state, :shop, :browser, :begunBy, :createdAt, :expiresAt)
