update listing
set claimed_by = null, claimed_until = null
where shop = :shop and product_no = :productNo and claimed_by = :owner and claimed_until = :held
