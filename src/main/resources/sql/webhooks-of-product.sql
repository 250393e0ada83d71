select notification_id, type, body, received_at, processed_at, outcome
from webhook
where shop = :shop and product_id = :productId
order by received_at desc
fetch first :size rows only
