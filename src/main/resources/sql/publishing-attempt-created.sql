select count(*)
from publishing_attempt
where shop = :shop and product_no = :productNo and operation = 'create' and generation = :generation and outcome = 'DONE'
