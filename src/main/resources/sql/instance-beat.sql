update instance_heartbeat
set beat_at = :now
where instance = :instance
