update intake_brake
set
  altered = altered + :altered,
  leaving = leaving + :leaving,
  repriced = repriced + :repriced,
  altered_sold = altered_sold + :alteredSold,
  leaving_sold = leaving_sold + :leavingSold,
  repriced_sold = repriced_sold + :repricedSold,
  engaged_at = coalesce(cast(:engagedAt as timestamp(6) with time zone), engaged_at)
where shop = :shop and subject = :subject
