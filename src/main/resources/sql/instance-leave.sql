delete from instance_heartbeat
where instance = :instance
