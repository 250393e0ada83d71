update tiktok_authorization
set access_token = :accessToken, refresh_token = :refreshToken, access_expires_at = :accessExpiresAt,
  refresh_expires_at = :refreshExpiresAt, refreshed_at = :refreshedAt, status = 'AUTHORIZED',
  refreshing_by = null, refreshing_until = null, refresh_failing_since = null, version = version + 1
where shop = :shop
