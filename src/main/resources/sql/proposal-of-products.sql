select product_no, fields
from proposal
where (shop, product_no) in (:keys) and state = 'open'
