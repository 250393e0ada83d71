select count(*)
from dead_letter
where shop = :shop and status in ('PARKED', 'REPLAYING')
