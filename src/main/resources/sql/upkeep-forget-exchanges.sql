delete from tiktok_exchange
where last_at < :?before
