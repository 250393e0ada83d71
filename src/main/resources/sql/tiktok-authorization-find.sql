select access_token, refresh_token, shop_cipher, access_expires_at, refresh_expires_at, remote_shop_id, remote_shop_name,
  status, authorized_at, version
from tiktok_authorization
where shop = :shop
