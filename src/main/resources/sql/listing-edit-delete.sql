delete from listing_edit
where shop = :shop and product_no = :productNo and sku_no = :skuNo and field = :field
