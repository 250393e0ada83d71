-- When a replay that was asked for should be handed to the ordinary route; null when there is nothing to hand over.
alter table dead_letter add column replay_due_at timestamp(6) with time zone;
create index dead_letter_by_replay on dead_letter (status, replay_due_at);
