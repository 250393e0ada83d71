select e.product_no, e.sku_no, e.field, e.edited, e.replaced, e.edited_by, e.edited_at
from listing l join listing_edit e on e.shop = l.shop and e.product_no = l.product_no
where (l.shop, l.product_no) in (:keys)
order by e.product_no, e.sku_no, e.field
