select generation
from listing
where shop = :shop and product_no = :productNo
for update
