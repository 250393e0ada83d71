select notification_id, shop, type, body
from webhook
where processed_at is null
order by received_at
fetch first 200 rows only
