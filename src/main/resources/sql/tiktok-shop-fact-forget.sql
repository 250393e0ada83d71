delete from tiktok_shop_fact
where shop = :shop and name = :name
