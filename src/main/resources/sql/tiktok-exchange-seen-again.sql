update tiktok_exchange
set times = times + 1, last_at = :at, request_id = :requestId
where shop = :shop and product_no = :productNo and operation = :operation and address = :address
  and answer_hash = :answerHash
  and id = (
    select x.id from tiktok_exchange x
    where x.shop = :shop and x.product_no = :productNo
    order by x.at desc
    fetch first 1 rows only)
