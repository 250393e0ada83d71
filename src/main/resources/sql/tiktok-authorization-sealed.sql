select shop, access_token, refresh_token, shop_cipher, version
from tiktok_authorization
order by shop
