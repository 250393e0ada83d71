update tiktok_authorization
set refreshing_by = :owner, refreshing_until = :until
where shop = :shop and version = :version and status = 'AUTHORIZED'
  and (refreshing_until is null or refreshing_until < :now)
