select at_minute, urgency, calls
from tiktok_call_count
where shop = :shop and at_minute > :after
order by at_minute
