merge into tiktok_authorization t
using (select cast(:shop as varchar(64)) as shop) s
on t.shop = s.shop
when matched and (t.remote_shop_id is null or t.remote_shop_id in (:remoteShopId, :before)) then update set
  access_token = :accessToken, refresh_token = :refreshToken, shop_cipher = :shopCipher,
  access_expires_at = :accessExpiresAt, refresh_expires_at = :refreshExpiresAt,
  remote_shop_id = :remoteShopId, remote_shop_name = :remoteShopName, status = 'AUTHORIZED',
  authorized_at = :authorizedAt, refreshed_at = :authorizedAt, refreshing_by = null, refreshing_until = null,
  refresh_failing_since = null,
  version = t.version + 1
when not matched then insert
  (shop, access_token, refresh_token, shop_cipher, access_expires_at, refresh_expires_at, remote_shop_id,
   remote_shop_name, status, authorized_at, refreshed_at, version)
values
  (:shop, :accessToken, :refreshToken, :shopCipher, :accessExpiresAt, :refreshExpiresAt, :remoteShopId,
   :remoteShopName, 'AUTHORIZED', :authorizedAt, :authorizedAt, 1)
