insert into webhook (notification_id, shop, type, product_id, body, received_at)
values (:id, :shop, :type, :productId, :body, :receivedAt)
