update intake_progress
set complete_until = :completeUntil, full_scan_at = coalesce(cast(:fullScanAt as timestamp(6) with time zone), full_scan_at)
where shop = :shop
