select max(started_at) as started_at
from intake_run
where shop = :shop and requested_by = 'schedule'
