select count(*)
from instance_heartbeat
where beat_at > :alive
