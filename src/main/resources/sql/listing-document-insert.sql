insert into listing_document (shop, product_no, snapshot, mapped, reasons)
values (:shop, :productNo, :snapshot, :mapped, :reasons)
