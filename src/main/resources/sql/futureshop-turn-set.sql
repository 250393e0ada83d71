update futureshop_turn
set next_at = :nextAt
where client_id = :client
