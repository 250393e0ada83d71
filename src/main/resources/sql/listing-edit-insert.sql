insert into listing_edit (shop, product_no, sku_no, field, edited, replaced, edited_by, edited_at)
values (:shop, :productNo, :skuNo, :field, :edited, :replaced, :editedBy, :editedAt)
