select status, message_ja, message_en
from intake_run
where shop = :shop and status <> 'RUNNING'
order by id desc
fetch first 1 rows only
