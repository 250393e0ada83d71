select id, request_ids
from dead_letter
where shop = :shop and product_no = :productNo and stage = :stage and status in ('PARKED', 'REPLAYING')
order by id desc
for update
