select shop, product_no
from listing
where shop = :shop and product_no = :productNo and remote_product_id is not null
  and (claimed_until is null or claimed_until < :now)
for update skip locked
