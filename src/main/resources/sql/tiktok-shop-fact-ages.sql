select name, read_at from tiktok_shop_fact where shop = :shop
