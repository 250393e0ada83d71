select stage, code, kind, max(field) as field, count(*) as letters, max(message_ja) as message_ja, max(message_en) as message_en,
  min(first_at) as first_at, max(last_at) as last_at
from dead_letter
where shop = :shop
  and status in (:statuses)
  and (cast(:stage as varchar) is null or stage = :stage)
  and (cast(:code as varchar) is null or code = :code)
  and (cast(:productNo as varchar) is null or product_no = :productNo)
  and (:anyId = true or id in (:ids))
group by stage, code, kind
order by letters desc, stage, code
