select shop, state, count(*) as listings, sum(case when selected then 1 else 0 end) as selected
from listing
group by shop, state
