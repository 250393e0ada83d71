update tiktok_authorization
set status = 'REVOKED', refreshing_by = null, refreshing_until = null, version = version + 1
where shop = :shop and status <> 'REVOKED'
