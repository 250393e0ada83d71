insert into intake_brake (shop, subject, altered, engaged_at)
values (:shop, :subject, :altered, :engagedAt)
