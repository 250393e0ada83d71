update listing
set claimed_until = :until
where shop = :shop and product_no = :productNo and claimed_by = :owner and state = 'waiting' and held_by_run is null
