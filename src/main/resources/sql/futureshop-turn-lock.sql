select next_at, current_timestamp as now_at
from futureshop_turn
where client_id = :client
for update
