select p.product_no
from proposal p
join listing l on l.shop = p.shop and l.product_no = p.product_no
where (p.shop, p.product_no) in (:keys)
  and (p.state = 'asking' or p.state in ('open', 'left') and p.content_hash = l.content_hash)
