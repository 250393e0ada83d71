insert into intake_run (shop, kind, status, requested_by, window_from, window_to, pages, products, changed, unchanged, failed, stocks, phase, started_at, progressed_at)
values (:shop, :kind, 'RUNNING', :requestedBy, :windowFrom, :windowTo, 0, 0, 0, 0, 0, 0, 'PAGES', :now, :now)
