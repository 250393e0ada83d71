select id, shop, product_no, stage, route_id, code, kind, field, message_ja, message_en, mapping_version, attempts,
  request_ids, first_at, last_at, status, closed_by, closed_reason, closed_at
from dead_letter
where shop = :shop
  and status in (:statuses)
  and (cast(:stage as varchar) is null or stage = :stage)
  and (cast(:code as varchar) is null or code = :code)
  and (cast(:productNo as varchar) is null or product_no = :productNo)
  and (:anyId = true or id in (:ids))
order by last_at desc, id desc
offset :offset rows fetch first :limit rows only
