update publishing_attempt
set outcome = :outcome, remote_code = :remoteCode, finished_at = :finishedAt, resolve_due_at = null,
  request_id = coalesce(:requestId, (
    select x.request_id from tiktok_exchange x
    where x.shop = publishing_attempt.shop and x.product_no = publishing_attempt.product_no
      and x.operation = publishing_attempt.operation and x.at >= publishing_attempt.started_at
    order by x.at desc
    fetch first 1 rows only)),
  answer = coalesce(:answer, (
    select x.answer from tiktok_exchange x
    where x.shop = publishing_attempt.shop and x.product_no = publishing_attempt.product_no
      and x.operation = publishing_attempt.operation and x.at >= publishing_attempt.started_at
    order by x.at desc
    fetch first 1 rows only))
where id = :id
