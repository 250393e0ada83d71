select count(distinct product_no) as products, count(distinct case when operation = 'create' then product_no end) as created
from publishing_attempt
where shop = :shop and started_at >= :since and outcome = 'DONE'
