delete from listing_day
where (shop, product_no) in (:keys)
