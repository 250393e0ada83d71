select state, count(*) as counted, sum(case when selected then 1 else 0 end) as counted_selected,
  sum(case when remote_status in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED') then 1 else 0 end) as stopped,
  sum(case when selected and remote_status in ('SELLER_DEACTIVATED', 'PLATFORM_DEACTIVATED') then 1 else 0 end) as stopped_selected
from listing
where shop = :shop
group by state
