-- Changes of price and stock are claimed apart from everything else, so that they are found at once among many that wait.
create index listing_by_priority on listing (state, selected, priority, rank_at);
