select count(*)
from publishing_attempt
where shop = :shop and operation in (:operations) and started_at >= :since and outcome in ('DONE', 'STARTED', 'UNKNOWN')
