update tiktok_authorization
set access_token = :accessToken, refresh_token = :refreshToken, shop_cipher = :shopCipher, version = version + 1
where shop = :shop and version = :version
  and (refreshing_until is null or refreshing_until < current_timestamp)
