update tiktok_authorization
set refreshing_by = null, refreshing_until = null, refresh_failing_since = coalesce(refresh_failing_since, :now),
  refresh_expires_at = access_expires_at
where shop = :shop and refreshing_by = :owner
