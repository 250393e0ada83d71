update listing
set held_by_run = :run
where (shop, product_no) in (:keys) and held_by_run is null
