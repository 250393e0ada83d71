insert into publishing_run_item (run_id, product_no, status) values (:run, :productNo, 'WAITING')
