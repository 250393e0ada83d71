select max(id)
from intake_run
where shop = :shop
