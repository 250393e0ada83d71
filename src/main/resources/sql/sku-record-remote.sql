update sku
set remote_sku_id = :remoteSkuId, published_at = coalesce(published_at, cast(:publishedAt as timestamp with time zone))
where shop = :shop and product_no = :productNo and sku_no = :skuNo
