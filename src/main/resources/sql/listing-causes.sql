select causes, count(*) as products, min(state_reason_ja) as ja, min(state_reason_en) as en
from listing
where shop = :shop and selected and state in ('incomplete', 'rejected', 'failed', 'no-warehouse') and causes <> ''
group by causes
