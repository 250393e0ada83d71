delete from tiktok_call_count
where shop = :shop and at_minute <= :until
