select count(*)
from instance_heartbeat
