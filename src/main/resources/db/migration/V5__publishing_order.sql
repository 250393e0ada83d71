-- Where a waiting listing stands in the queue: when it is due, less the head start of its kind. Ordering by one stored moment
-- lets an index serve the claim, and whatever waits long enough comes before everything that is newer.
alter table listing add column rank_at timestamp(6) with time zone;
update listing set rank_at = due_at;
alter table listing alter column rank_at set not null;
create index listing_by_rank on listing (state, selected, rank_at);
