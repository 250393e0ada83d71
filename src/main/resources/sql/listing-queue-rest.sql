update listing
set priority = :priority, rank_at = :rankAt, claimed_by = null, claimed_until = null
where shop = :shop and product_no = :productNo and claimed_by = :owner
