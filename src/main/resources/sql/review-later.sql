update listing
set review_due_at = :due
where shop = :shop and product_no = :productNo and review_due_at <= :now and state = 'in-review'
  and (claimed_until is null or claimed_until < :now)
