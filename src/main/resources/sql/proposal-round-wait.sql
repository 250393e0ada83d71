update proposal_round
set waits_until = :until, reason_code = :code, reason_ja = :ja, reason_en = :en
where shop = :shop
