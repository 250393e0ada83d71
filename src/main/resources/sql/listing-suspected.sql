select product_no
from listing
where shop = :shop and missing = 'SUSPECTED'
order by product_no
fetch first :size rows only
