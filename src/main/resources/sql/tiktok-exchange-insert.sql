insert into tiktok_exchange
  (id, shop, product_no, operation, method, address, request, status, request_id, answer, answer_hash, failure, at,
   last_at, times)
values
  (:id, :shop, :productNo, :operation, :method, :address, :request, :status, :requestId, :answer, :answerHash, :failure,
   :at, :at, 1)
