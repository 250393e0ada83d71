update publishing_attempt
set outcome = 'REPEATED', finished_at = :now
where shop = :shop and product_no = :productNo and operation = :operation and outcome = 'STARTED'
