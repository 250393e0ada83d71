select product_no
from listing
where (shop, product_no) in (:keys) and held_by_run is not null
