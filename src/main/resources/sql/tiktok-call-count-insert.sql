insert into tiktok_call_count (shop, at_minute, urgency, calls)
values (:shop, :minute, :urgency, 1)
