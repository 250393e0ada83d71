-- Listings that were selected together are ranked at the same moment; among them the product number decides, so that the place in
-- the queue that people are told is the one that is kept.
drop index listing_by_rank;
create index listing_by_rank on listing (state, selected, rank_at, product_no);
drop index listing_by_priority;
create index listing_by_priority on listing (state, selected, priority, rank_at, product_no);
