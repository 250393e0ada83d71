update tiktok_authorization
set refreshing_by = null, refreshing_until = null
where shop = :shop and refreshing_by = :owner
