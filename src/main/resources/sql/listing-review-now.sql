update listing
set review_due_at = :now
where shop = :shop and product_no = :productNo and remote_product_id is not null
