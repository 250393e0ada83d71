update dead_letter
set status = 'REPLAYING', replay_due_at = :now
where shop = :shop
  and status in (:statuses)
  and (cast(:stage as varchar) is null or stage = :stage)
  and (cast(:code as varchar) is null or code = :code)
  and (cast(:productNo as varchar) is null or product_no = :productNo)
  and (:anyId = true or id in (:ids))
