update proposal
set state = :state
where shop = :shop and product_no = :productNo and state = 'open'
