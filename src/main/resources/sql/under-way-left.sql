select u.run, u.stage, u.shop, u.item, u.alone
from under_way u
where u.run <> :run
  and not exists (
    select 1 from instance_heartbeat h
    where h.run = u.run and h.beat_at > :alive)
