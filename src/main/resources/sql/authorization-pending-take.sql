delete from authorization_pending
where shop = :shop and remote_shop_id = :remoteShopId and expires_at > :now
