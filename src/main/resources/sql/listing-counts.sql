select state, count(*) as counted, sum(case when selected then 1 else 0 end) as counted_selected
from listing
where shop = :shop
group by state
