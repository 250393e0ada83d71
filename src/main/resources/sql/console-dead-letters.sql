select shop, stage, status, count(*) as letters
from dead_letter
where status <> 'RESOLVED' and status <> 'DISCARDED'
group by shop, stage, status
