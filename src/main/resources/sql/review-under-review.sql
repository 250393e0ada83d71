select product_no, remote_product_id, published_at
from listing
where shop = :shop
  and review_due_at <= :now
  and state = 'in-review'
  and remote_product_id is not null
