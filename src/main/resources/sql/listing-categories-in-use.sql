select distinct category_id
from listing
where shop = :shop and category_id is not null and category_id <> '' and (selected or remote_product_id is not null)
order by category_id
fetch first 500 rows only
