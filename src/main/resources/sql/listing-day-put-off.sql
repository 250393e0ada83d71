update listing_day
set map_again_on = :tomorrow
where (shop, product_no) in (:keys)
