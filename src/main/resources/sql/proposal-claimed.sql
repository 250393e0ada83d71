update proposal
set due_at = :until
where shop = :shop and product_no = :productNo
