insert into futureshop_turn (client_id, next_at)
values (:client, current_timestamp)
