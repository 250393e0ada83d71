update sku
set stock = :stock, stock_read_at = :stockReadAt
where shop = :shop and product_no = :productNo and sku_no = :skuNo and stock_read_at is null
