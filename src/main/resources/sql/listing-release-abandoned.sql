update listing
set claimed_by = null, claimed_until = null
where claimed_by is not null
  and not exists (
    select 1 from instance_heartbeat h
    where h.instance = listing.claimed_by and h.beat_at > :?aliveSince)
