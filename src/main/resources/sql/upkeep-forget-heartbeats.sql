delete from instance_heartbeat
where beat_at < :?before
