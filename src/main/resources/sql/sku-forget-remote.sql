update sku
set remote_sku_id = null, published_at = null
where shop = :shop and product_no = :productNo
