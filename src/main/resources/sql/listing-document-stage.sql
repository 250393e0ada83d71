update listing_document
set snapshot = :snapshot, mapped = :mapped, reasons = :reasons
where shop = :shop and product_no = :productNo
