select shop, count(distinct product_no) as items
from publishing_attempt
where outcome = 'UNKNOWN' and started_at < :before
group by shop
order by shop
