insert into sku (shop, product_no, sku_no, stock, stock_read_at, remote_sku_id, published_at, retired)
values (:shop, :productNo, :skuNo, :stock, :stockReadAt, null, null, false)
