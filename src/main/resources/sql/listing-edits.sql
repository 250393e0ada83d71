select product_no, sku_no, field, edited, replaced, edited_by, edited_at
from listing_edit
where shop = :shop and product_no in (:productNumbers)
order by product_no, sku_no, field
