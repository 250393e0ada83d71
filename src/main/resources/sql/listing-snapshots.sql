select d.product_no, d.snapshot, l.remote_product_id, l.send_as_draft
from listing_document d
join listing l on l.shop = d.shop and l.product_no = d.product_no
where d.shop = :shop and d.product_no in (:productNumbers)
