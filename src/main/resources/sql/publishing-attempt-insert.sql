insert into publishing_attempt
  (shop, product_no, operation, idempotency_key, body, body_hash, content_hash, generation, outcome, started_at,
   resolve_tries)
values
  (:shop, :productNo, :operation, :idempotencyKey, :body, :bodyHash, :contentHash, :generation, 'STARTED', :startedAt, 0)
