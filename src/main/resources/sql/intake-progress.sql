select complete_until, full_scan_at
from intake_progress
where shop = :shop
