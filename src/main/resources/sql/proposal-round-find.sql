select requested_by, products, started_at, waits_until, reason_code, reason_ja, reason_en
from proposal_round
where shop = :shop
