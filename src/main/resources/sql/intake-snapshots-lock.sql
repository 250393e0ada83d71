select product_no, source_hash
from listing
where shop = :shop and product_no in (:productNumbers)
order by product_no
for update
