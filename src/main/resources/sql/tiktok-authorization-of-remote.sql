select shop
from tiktok_authorization
where remote_shop_id = :remoteShopId
