insert into instance_heartbeat (instance, beat_at, run)
values (:instance, :now, :run)
