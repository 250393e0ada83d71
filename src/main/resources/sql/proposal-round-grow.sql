update proposal_round
set products = products + :products
where shop = :shop
