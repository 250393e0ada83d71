update instance_heartbeat
set beat_at = :now, run = :run
where instance = :instance
