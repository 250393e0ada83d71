insert into api_token (id, name, name_folded, hash, scope, shops, made_by, made_at, expires_at)
values (:id, :name, :folded, :hash, :scope, :shops, :by, :now, :expiresAt)
