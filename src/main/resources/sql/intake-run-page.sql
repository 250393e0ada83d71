update intake_run
set cursor_text = :cursor, window_from = :windowFrom, window_to = :windowTo, phase = :phase, pages = pages + 1,
  products = products + :products, changed = changed + :changed, unchanged = unchanged + :unchanged,
  failed = failed + :failed, stocks = stocks + :stocks, message_ja = null, message_en = null, progressed_at = :now, claimed_until = :until
where id = :id and status = 'RUNNING' and claimed_by = :owner
