delete from under_way
where run = (select h.run from instance_heartbeat h where h.instance = :instance)
