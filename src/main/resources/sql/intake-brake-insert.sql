insert into intake_brake (
  shop, subject, altered, leaving, repriced, altered_sold, leaving_sold, repriced_sold, engaged_at)
values (:shop, :subject, :altered, :leaving, :repriced, :alteredSold, :leavingSold, :repricedSold, :engagedAt)
