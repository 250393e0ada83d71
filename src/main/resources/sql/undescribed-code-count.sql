merge into undescribed_code t
using (
  select cast(:shop as varchar(64)) as shop, cast(:code as integer) as code, cast(:operation as varchar(24)) as operation
) s
on t.shop = s.shop and t.code = s.code and t.operation = s.operation
when matched then update set times = t.times + 1, message = :message, last_at = :at
when not matched then insert (shop, code, operation, message, times, first_at, last_at)
values (:shop, :code, :operation, :message, 1, :at, :at)
