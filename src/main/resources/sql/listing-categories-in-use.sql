select category_id
from listing
where shop = :shop and category_id is not null and category_id <> ''
group by category_id
order by max(case when selected or remote_product_id is not null then 1 else 0 end) desc, category_id
fetch first 500 rows only
