merge into proposal_round t
using (select cast(:shop as varchar(64)) as shop) s
on t.shop = s.shop
when matched then update set
  requested_by = :requestedBy, products = :products, started_at = :now, waits_until = null, reason_code = null, reason_ja = null,
  reason_en = null
when not matched then insert (shop, requested_by, products, started_at)
values (:shop, :requestedBy, :products, :now)
