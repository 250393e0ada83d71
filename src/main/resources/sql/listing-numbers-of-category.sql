select product_no
from listing
where shop = :shop and category_id = :categoryId and product_no > :after
order by product_no
fetch first :size rows only
