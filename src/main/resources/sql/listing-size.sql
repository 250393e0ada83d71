select count(*) as all_of_them, count(case when selected or remote_product_id is not null then 1 end) as sold
from listing
where shop = :shop
