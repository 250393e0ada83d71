update tiktok_call_count
set calls = calls + 1
where shop = :shop and at_minute = :minute and urgency = :urgency
