-- The counts of 概況 and 商品一覧 tell what is live from what is live with its sale stopped, still from an index alone.
create index listing_by_standing on listing (shop, state, selected, remote_status);
drop index listing_by_state;
