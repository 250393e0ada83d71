update intake_brake
set altered = altered + :altered, engaged_at = coalesce(cast(:engagedAt as timestamp(6) with time zone), engaged_at)
where shop = :shop and subject = :subject
