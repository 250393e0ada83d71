select l.product_no, l.selected, l.send_as_draft, l.remote_product_id, d.snapshot, d.mapped, d.reasons
from listing l
join listing_document d on d.shop = l.shop and d.product_no = l.product_no
where (l.shop, l.product_no) in (:keys)
