update listing
set claimed_until = :until
where shop = :shop and product_no = :productNo and claimed_by = :owner and state = 'waiting' and claimed_until = :held
