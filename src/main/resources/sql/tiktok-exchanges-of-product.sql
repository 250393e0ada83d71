select operation, method, address, request, status, request_id, answer, failure, at, last_at, times
from tiktok_exchange
where shop = :shop and product_no = :productNo
order by at desc
fetch first :size rows only
