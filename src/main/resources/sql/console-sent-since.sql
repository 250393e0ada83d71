select max(started_at)
from publishing_attempt
where shop = :shop and started_at >= :since and outcome = 'DONE'
