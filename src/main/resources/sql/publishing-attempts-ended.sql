select count(distinct product_no)
from publishing_attempt
where shop = :shop and outcome in ('DONE', 'REFUSED') and finished_at > :since
