select product_no
from listing
where shop = :shop and category_id = :categoryId and (selected or remote_product_id is not null)
order by product_no
fetch first 5000 rows only
