select shop, complete_until, full_scan_at
from intake_progress
