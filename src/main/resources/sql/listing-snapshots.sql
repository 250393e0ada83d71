select d.product_no, d.snapshot, l.remote_product_id, l.send_as_draft
from listing l
join listing_document d on d.shop = l.shop and d.product_no = l.product_no
where (l.shop, l.product_no) in (:keys)
