select product_no, source_hash
from listing
where (shop, product_no) in (:keys)
order by product_no
for update
