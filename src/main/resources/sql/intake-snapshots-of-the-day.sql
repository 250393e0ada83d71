select d.snapshot
from listing_day y
join listing_document d on d.shop = y.shop and d.product_no = y.product_no
where y.shop = :shop and y.map_again_on <= :today
order by y.map_again_on, y.product_no
fetch first :size rows only
