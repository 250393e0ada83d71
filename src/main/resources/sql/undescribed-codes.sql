select code, operation, message, times, first_at, last_at
from undescribed_code
where shop = :shop
order by last_at desc, code, operation
fetch first 500 rows only
