insert into instance_heartbeat (instance, beat_at)
values (:instance, :now)
