insert into pause (shop, stage, code, reason_ja, reason_en, paused_by, paused_at, until_at)
values (:shop, :stage, :code, :reasonJa, :reasonEn, :pausedBy, :pausedAt, :untilAt)
