merge into authorization_pending t
using (select cast(:shop as varchar(64)) as shop) s
on t.shop = s.shop
when matched then update set
  remote_shop_id = :remoteShopId, remote_shop_name = :remoteShopName, access_token = :accessToken,
  refresh_token = :refreshToken, shop_cipher = :shopCipher, access_expires_at = :accessExpiresAt,
  refresh_expires_at = :refreshExpiresAt, begun_by = :begunBy, arrived_at = :arrivedAt, expires_at = :expiresAt
when not matched then insert
  (shop, remote_shop_id, remote_shop_name, access_token, refresh_token, shop_cipher, access_expires_at,
   refresh_expires_at, begun_by, arrived_at, expires_at)
values
  (:shop, :remoteShopId, :remoteShopName, :accessToken, :refreshToken, :shopCipher, :accessExpiresAt,
   :refreshExpiresAt, :begunBy, :arrivedAt, :expiresAt)
