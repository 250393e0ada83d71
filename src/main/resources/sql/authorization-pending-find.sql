select remote_shop_id, remote_shop_name, access_token, refresh_token, shop_cipher, access_expires_at,
  refresh_expires_at, begun_by, expires_at
from authorization_pending
where shop = :shop and expires_at > :now
