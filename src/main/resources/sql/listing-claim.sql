update listing
set claimed_by = :owner, claimed_until = :until
where shop = :shop and product_no = :productNo
