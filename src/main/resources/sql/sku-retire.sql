update sku
set retired = :retired
where shop = :shop and product_no = :productNo and sku_no = :skuNo
