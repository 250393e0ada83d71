select id, shop, kind, status, requested_by, window_from, window_to, cursor_text, pages, products, changed, unchanged, failed, stocks, phase, message_ja, message_en, started_at, progressed_at, finished_at
from intake_run
where shop = :shop
order by id desc
fetch first :size rows only
