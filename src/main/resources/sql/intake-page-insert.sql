insert into intake_page (run_id, page, product_numbers)
values (:run, :page, :numbers)
